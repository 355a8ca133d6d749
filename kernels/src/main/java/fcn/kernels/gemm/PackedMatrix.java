package fcn.kernels.gemm;

import fcn.kernels.simd.Species;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The left operand A of products C += A·B on row-major maps, packed once: cut along its depth into
 * blocks, in a block into panels of {@value #ROWS} rows, a panel depth-major. B comes packed alike
 * into panels of {@link #COLUMNS} columns. Goto and van de Geijn, Anatomy of High-Performance
 * Matrix Multiplication, 2008.
 *
 * <p>Each element of C takes its products in order of depth, however the columns are cut.
 */
public final class PackedMatrix {
    /** Rows of a tile of C that is held in registers. */
    public static final int ROWS = 6;

    /** Columns of that tile, and of a panel of B: two vectors. */
    public static final int COLUMNS = 2 * Species.LANES;

    /**
     * Largest depth of a block: a panel of A takes 9 KB of the L1 cache, one of B 48 KB at most.
     */
    public static final int DEPTH = 384;

    /** Floats of scratch that a product takes, where a tile hangs over the edge of C. */
    public static final int TILE = ROWS * COLUMNS;

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int LANES = Species.LANES;

    // Not final and never equal to a k: with 16 registers C2 spills sums unless it must finish two
    // rows before it starts the next, and it must before a branch that it cannot drop.
    static int never = -1;
    static int trap;

    private final int rows;
    private final int depth;
    private final float[] packed;

    /** Packs the matrix whose element (r, k) is {@code values[from + r·rowStride + k·stride]}. */
    public PackedMatrix(float[] values, int from, int rowStride, int stride, int rows, int depth) {
        this.rows = rows;
        this.depth = depth;
        this.packed = new float[Math.multiplyExact(Math.ceilDiv(rows, ROWS) * ROWS, depth)];
        int to = 0;
        for (int block = 0; block < blocks(); block++) {
            int first = block * DEPTH;
            for (int r = 0; r < rows; r += ROWS) {
                for (int k = first; k < first + depth(block); k++, to += ROWS) {
                    for (int i = r; i < Math.min(r + ROWS, rows); i++) {
                        packed[to + i - r] = values[from + i * rowStride + k * stride];
                    }
                }
            }
        }
    }

    /** Floats that are kept. */
    public long floats() {
        return packed.length;
    }

    /** Blocks along the depth. */
    public int blocks() {
        return Math.ceilDiv(depth, DEPTH);
    }

    /** Depth of a block; block b begins at depth {@code b · DEPTH}. */
    public int depth(int block) {
        return Math.min(DEPTH, depth - block * DEPTH);
    }

    /** Columns rounded up to whole panels. */
    public static int wholePanels(int columns) {
        return Math.ceilDiv(columns, COLUMNS) * COLUMNS;
    }

    /** Copies one row of a panel of B. */
    public static void copyColumns(float[] values, int from, float[] b, int to) {
        load(values, from).intoArray(b, to);
        load(values, from + LANES).intoArray(b, to + LANES);
    }

    /**
     * Adds the product of all of A's depth, B's blocks one after the other, as the other method of
     * this name.
     */
    public void multiplyAdd(
            float[] b,
            int bFrom,
            int columns,
            float[] c,
            int at,
            int stride,
            float[] scratch,
            int tile) {
        for (int block = 0; block < blocks(); block++) {
            multiplyAdd(block, b, bFrom, columns, c, at, stride, scratch, tile);
            bFrom += depth(block) * wholePanels(columns);
        }
    }

    /**
     * Adds the product of a block of A's depth with the same block of B to C, row r of which begins
     * at {@code c[at + r·stride]}.
     *
     * @param b panels of {@link #COLUMNS} columns, each {@code depth(block)} × COLUMNS, from {@code
     *     bFrom}; what the last one holds beyond {@code columns} has no effect
     * @param scratch {@link #TILE} floats from {@code tile}
     */
    public void multiplyAdd(
            int block,
            float[] b,
            int bFrom,
            int columns,
            float[] c,
            int at,
            int stride,
            float[] scratch,
            int tile) {
        int k = depth(block);
        int a = block * DEPTH * Math.ceilDiv(rows, ROWS) * ROWS;
        for (int r = 0; r < rows; r += ROWS, a += k * ROWS) {
            int height = Math.min(ROWS, rows - r);
            int corner = at + r * stride;
            int panel = bFrom;
            for (int j = 0; j < columns; j += COLUMNS, panel += k * COLUMNS) {
                int width = Math.min(COLUMNS, columns - j);
                if (height == ROWS && width == COLUMNS) {
                    accumulate(packed, a, b, panel, k, c, corner + j, stride);
                } else {
                    copy(height, width, c, corner + j, stride, scratch, tile, COLUMNS);
                    accumulate(packed, a, b, panel, k, scratch, tile, COLUMNS);
                    copy(height, width, scratch, tile, COLUMNS, c, corner + j, stride);
                }
            }
        }
    }

    private static void copy(
            int height,
            int width,
            float[] from,
            int source,
            int sourceStride,
            float[] to,
            int target,
            int targetStride) {
        for (int r = 0; r < height; r++) {
            System.arraycopy(from, source + r * sourceStride, to, target + r * targetStride, width);
        }
    }

    /** One tile of C: 6 rows of two vectors. */
    private static void accumulate(
            float[] a, int ai, float[] b, int bi, int depth, float[] c, int ci, int stride) {
        FloatVector c00 = load(c, ci);
        FloatVector c01 = load(c, ci + LANES);
        FloatVector c10 = load(c, ci + stride);
        FloatVector c11 = load(c, ci + stride + LANES);
        FloatVector c20 = load(c, ci + 2 * stride);
        FloatVector c21 = load(c, ci + 2 * stride + LANES);
        FloatVector c30 = load(c, ci + 3 * stride);
        FloatVector c31 = load(c, ci + 3 * stride + LANES);
        FloatVector c40 = load(c, ci + 4 * stride);
        FloatVector c41 = load(c, ci + 4 * stride + LANES);
        FloatVector c50 = load(c, ci + 5 * stride);
        FloatVector c51 = load(c, ci + 5 * stride + LANES);
        int n = never;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = load(b, bi + k * COLUMNS);
            FloatVector b1 = load(b, bi + k * COLUMNS + LANES);
            FloatVector w0 = broadcast(a, ai + k * ROWS);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            FloatVector w1 = broadcast(a, ai + k * ROWS + 1);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            if (k == n) {
                trap++;
            }
            FloatVector w2 = broadcast(a, ai + k * ROWS + 2);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            FloatVector w3 = broadcast(a, ai + k * ROWS + 3);
            c30 = w3.fma(b0, c30);
            c31 = w3.fma(b1, c31);
            if (k == n - 3) {
                trap++;
            }
            FloatVector w4 = broadcast(a, ai + k * ROWS + 4);
            c40 = w4.fma(b0, c40);
            c41 = w4.fma(b1, c41);
            FloatVector w5 = broadcast(a, ai + k * ROWS + 5);
            c50 = w5.fma(b0, c50);
            c51 = w5.fma(b1, c51);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + stride);
        c11.intoArray(c, ci + stride + LANES);
        c20.intoArray(c, ci + 2 * stride);
        c21.intoArray(c, ci + 2 * stride + LANES);
        c30.intoArray(c, ci + 3 * stride);
        c31.intoArray(c, ci + 3 * stride + LANES);
        c40.intoArray(c, ci + 4 * stride);
        c41.intoArray(c, ci + 4 * stride + LANES);
        c50.intoArray(c, ci + 5 * stride);
        c51.intoArray(c, ci + 5 * stride + LANES);
    }

    private static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(SPECIES, from, at);
    }

    private static FloatVector broadcast(float[] from, int at) {
        return FloatVector.broadcast(SPECIES, from[at]);
    }
}
