package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.LANES;
import static fcn.kernels.simd.Species.REGISTERS;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.layout.Layout;

/**
 * The inner loop of GEMM-like kernels: a block of {@link #ROWS} × {@link #COLUMNS} of {@code C = A
 * B} stays in registers while k runs (Goto and van de Geijn, Anatomy of high-performance matrix
 * multiplication, 2008).
 *
 * <p>A and C lie in blocks of 16 columns, as a feature map in NCHW16C does: element (row, k) of A
 * is at {@code row·16 + k mod 16} of plane {@code k / 16}. The distance from row to row is then a
 * constant, which C2 rewards. B is packed: {@link #COLUMNS} values for each k.
 */
public final class MicroKernel {
    private static final boolean WIDE = REGISTERS == 32;

    /** Rows of A and C that one call computes. */
    public static final int ROWS = WIDE ? MicroKernel12x2.ROWS : MicroKernel6x2.ROWS;

    /** Rows that {@link #rest} computes: what is left of {@link #ROWS} is filled up to these. */
    public static final int REST = WIDE ? MicroKernel4x2.ROWS : MicroKernel6x2.ROWS;

    /** Columns of B and C that one call computes: two vectors. */
    public static final int COLUMNS = 2 * LANES;

    /**
     * Reads ahead after a block of 16 k. Bits, not floats, are added, and between the blocks: the
     * units and registers of vectors are all taken.
     */
    public static final int AHEAD = 4;

    /** A D of zeros for every micro-kernel; all its planes start at {@link CacheLine#START}. */
    static final float[] ZEROS = new float[CacheLine.array(MicroKernel12x1.ROWS * Layout.BLOCK)];

    private MicroKernel() {}

    /**
     * {@code C = D + A B} over {@code 16·blocks} values of k, summed in order of k. D is C itself,
     * or {@link #ZEROS}: a choice of operands, where a branch would be compiled for the way that
     * was taken so far, and again for the other.
     *
     * @param aFrom where element (0, 0) of A is
     * @param aPlane floats from one block of 16 k of A to the next
     * @param bFrom where the packed panel of B starts
     * @param cFrom where element (0, 0) of C is; rows follow 16 floats apart
     * @param cNext where element (0, LANES) of C is
     * @param dFrom where element (0, 0) of D is, and {@code dNext} its element (0, LANES)
     * @param next where in B to read ahead after each block of 16 k, where there are registers for
     *     it: what memory has to bring then comes while this block is computed
     * @param nextStep floats from there to where it reads after the next block
     * @param stream floats between the {@link #AHEAD} values that are read at once: each from
     *     another page, as the prefetcher starts anew in each
     * @return the sum of what was read ahead, lest the reads be removed
     */
    public static int multiply(
            float[] a,
            int aFrom,
            int aPlane,
            int blocks,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int cNext,
            float[] d,
            int dFrom,
            int dNext,
            int next,
            int nextStep,
            int stream) {
        if (WIDE) {
            return MicroKernel12x2.multiply(
                    a, aFrom, aPlane, blocks, b, bFrom, c, cFrom, cNext, d, dFrom, dNext, next,
                    nextStep, stream);
        }
        MicroKernel6x2.multiply(
                a, aFrom, aPlane, blocks, b, bFrom, c, cFrom, cNext, d, dFrom, dNext);
        return 0;
    }

    /** The same for {@link #REST} rows, without reading ahead. */
    static void rest(
            float[] a,
            int aFrom,
            int aPlane,
            int blocks,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int cNext,
            float[] d,
            int dFrom,
            int dNext) {
        if (WIDE) {
            MicroKernel4x2.multiply(
                    a, aFrom, aPlane, blocks, b, bFrom, c, cFrom, cNext, d, dFrom, dNext);
        } else {
            MicroKernel6x2.multiply(
                    a, aFrom, aPlane, blocks, b, bFrom, c, cFrom, cNext, d, dFrom, dNext);
        }
    }
}
