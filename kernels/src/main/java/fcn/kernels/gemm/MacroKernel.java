package fcn.kernels.gemm;

import fcn.kernels.layout.Layout;

/**
 * Ways to multiply packed operands: how A lies, and how much the micro-kernel computes at a time. B
 * lies in panels of {@link #columns()}, C in planes of 16 columns.
 */
public enum MacroKernel {
    /** A in planes of 16 columns, as maps lie: {@link PackedGemm}. */
    PLANES(MicroKernel.ROWS, MicroKernel.REST, MicroKernel.COLUMNS, Layout.BLOCK),

    /** A in planes of 64 columns, and wider panels where there are registers: {@link StripGemm}. */
    STRIPS(StripKernel.ROWS, StripKernel.ROWS, StripKernel.COLUMNS, StripKernel.STRIP);

    /** What filling up a B may cost, as a factor of its size. */
    private static final double MOST_FILL = 1.1;

    private final int rows;
    private final int rest;
    private final int columns;
    private final int strip;

    MacroKernel(int rows, int rest, int columns, int strip) {
        this.rows = rows;
        this.rest = rest;
        this.columns = columns;
        this.strip = strip;
    }

    /**
     * The fastest for a B of {@code depth} × {@code columns}, many of them, and an A that is
     * written for it: strips, unless filling them up takes more than they gain.
     */
    public static MacroKernel fastest(int depth, int columns) {
        boolean fits = STRIPS.floats(depth, columns) <= MOST_FILL * PLANES.floats(depth, columns);
        return fits ? STRIPS : PLANES;
    }

    private long floats(int depth, int columns) {
        return (long) depth(depth) * columns(columns);
    }

    /** Columns of a panel of B (NR). */
    public int columns() {
        return columns;
    }

    /** Columns of a plane of A: values of k that lie side by side. */
    public int strip() {
        return strip;
    }

    /** {@code count} rows filled up to what can be multiplied. */
    public int rows(int count) {
        return Math.ceilDiv(count, rest) * rest;
    }

    /** {@code count} rows filled up to whole micro-kernels. */
    public int wholeRows(int count) {
        return Math.ceilDiv(count, rows) * rows;
    }

    /** Rows of each of so many blocks that {@code count} rows are cut into. */
    public int blockRows(int count, int blocks) {
        return blocks == 1 ? rows(count) : wholeRows(Math.ceilDiv(count, blocks));
    }

    /** {@code count} filled up to whole panels and whole planes of 16. */
    public int columns(int count) {
        int whole = Math.max(columns, Layout.BLOCK);
        return Math.ceilDiv(count, whole) * whole;
    }

    /** Panels that hold {@code count} columns, filled up to whole panels and planes of 16. */
    public int panels(int count) {
        return columns(count) / columns;
    }

    /** {@code count} filled up to whole planes of A. */
    public int depth(int count) {
        return Math.ceilDiv(count, strip) * strip;
    }

    /**
     * Computes {@code panels} panels of C, or adds to them where {@code accumulate}.
     *
     * @param aPlane floats between the planes of A
     * @param rows as {@link #rows(int)} gives them
     * @param planes of A, each {@link #strip()} values of k
     * @param bFrom where the first panel of B starts
     * @param bPanel floats from one panel of B to the next
     * @param used columns of B that are in use, at least: the others are zeros
     * @param cFrom where the first panel of C starts
     * @param cPlane floats between the planes of C
     */
    public void multiply(
            float[] a,
            int aFrom,
            int aPlane,
            int rows,
            int planes,
            float[] b,
            int bFrom,
            int bPanel,
            int panels,
            int used,
            float[] c,
            int cFrom,
            int cPlane,
            boolean accumulate) {
        switch (this) {
            case PLANES ->
                    PackedGemm.multiply(
                            a,
                            aFrom,
                            aPlane,
                            rows,
                            planes,
                            b,
                            bFrom,
                            bPanel,
                            panels,
                            used,
                            c,
                            cFrom,
                            cPlane,
                            accumulate);
            case STRIPS ->
                    StripGemm.multiply(
                            a,
                            aFrom,
                            aPlane,
                            rows,
                            planes,
                            b,
                            bFrom,
                            bPanel,
                            panels,
                            c,
                            cFrom,
                            cPlane,
                            accumulate);
        }
    }
}
