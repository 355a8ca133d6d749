package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel.AHEAD;
import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.gemm.MicroKernel.REST;
import static fcn.kernels.gemm.MicroKernel.ROWS;
import static fcn.kernels.gemm.MicroKernel.ZEROS;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.layout.Layout;

/**
 * {@code C = A B} with B packed beforehand into panels of {@link MicroKernel#COLUMNS} columns; A
 * and C in planes of 16 columns, see {@link MicroKernel}. Ragged edges are filled up, not treated
 * apart, see {@link MacroKernel#PLANES}.
 */
public final class PackedGemm {
    /**
     * Blocks of 16 k that are multiplied at a time (KC): a panel of B then takes 8 KB at 256 bits,
     * 32 KB at 512.
     */
    public static final int DEPTH = Math.max(8, LANES);

    /** What was read ahead; nobody asks for it, and C2 cannot know. */
    static int read;

    private PackedGemm() {}

    /**
     * Computes {@code panels} panels of C over {@code blocks} blocks of 16 k.
     *
     * @param rows a multiple of {@link MicroKernel#REST}
     * @param aPlane floats between the planes of A
     * @param bFrom where the first panel of B starts
     * @param bPanel floats from one panel of B to the next
     * @param columns of B that are in use: the others are zeros
     * @param cFrom where the first panel of C starts
     * @param cPlane floats between the planes of C
     */
    public static void multiply(
            float[] a,
            int aFrom,
            int aPlane,
            int rows,
            int blocks,
            float[] b,
            int bFrom,
            int bPanel,
            int panels,
            int columns,
            float[] c,
            int cFrom,
            int cPlane,
            boolean accumulate) {
        int sum = 0;
        int whole = rows / ROWS * ROWS;
        for (int panel = 0; panel < panels; panel++) {
            boolean narrow = columns - panel * COLUMNS <= LANES;
            int narrowRows = narrow ? rows / MicroKernel12x1.ROWS * MicroKernel12x1.ROWS : 0;
            int start = bFrom + panel * bPanel;
            int c0 = cFrom + column(panel * COLUMNS, cPlane);
            int c1 = cFrom + column(panel * COLUMNS + LANES, cPlane);
            for (int block = 0; block < blocks; block += DEPTH) {
                int depth = Math.min(DEPTH, blocks - block);
                int from = start + block * Layout.BLOCK * COLUMNS;
                int left = blocks - block - depth;
                int next = from;
                if (left > 0) {
                    next += depth * Layout.BLOCK * COLUMNS;
                } else if (panel + 1 < panels) {
                    next = start + bPanel;
                }
                int nextDepth = Math.min(DEPTH, left > 0 ? left : blocks);
                int stream = next == from ? 0 : nextDepth * Layout.BLOCK * COLUMNS / AHEAD;
                int nextStep = stream / Math.max(1, whole / ROWS * depth);
                boolean add = accumulate || block > 0;
                float[] d = add ? c : ZEROS;
                int d0 = add ? c0 : CacheLine.START;
                int d1 = add ? c1 : CacheLine.START;
                int dRow = add ? Layout.BLOCK : 0;
                for (int row = 0; row < narrowRows; row += MicroKernel12x1.ROWS) {
                    MicroKernel12x1.multiply(
                            a,
                            aFrom + block * aPlane + row * Layout.BLOCK,
                            aPlane,
                            depth,
                            b,
                            from,
                            c,
                            c0 + row * Layout.BLOCK,
                            c1 + row * Layout.BLOCK,
                            d,
                            d0 + row * dRow,
                            d1 + row * dRow);
                }
                for (int row = narrowRows; row < whole; row += ROWS) {
                    sum +=
                            MicroKernel.multiply(
                                    a,
                                    aFrom + block * aPlane + row * Layout.BLOCK,
                                    aPlane,
                                    depth,
                                    b,
                                    from,
                                    c,
                                    c0 + row * Layout.BLOCK,
                                    c1 + row * Layout.BLOCK,
                                    d,
                                    d0 + row * dRow,
                                    d1 + row * dRow,
                                    next,
                                    nextStep,
                                    stream);
                    next += depth * nextStep;
                }
                for (int row = whole; row < rows; row += REST) {
                    MicroKernel.rest(
                            a,
                            aFrom + block * aPlane + row * Layout.BLOCK,
                            aPlane,
                            depth,
                            b,
                            from,
                            c,
                            c0 + row * Layout.BLOCK,
                            c1 + row * Layout.BLOCK,
                            d,
                            d0 + row * dRow,
                            d1 + row * dRow);
                }
            }
        }
        read = sum;
    }

    /** Floats from the first column of a row of C to another. */
    static int column(int column, int plane) {
        return column / Layout.BLOCK * plane + column % Layout.BLOCK;
    }
}
