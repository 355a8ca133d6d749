package fcn.kernels.winograd;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.gemm.GivenPanels;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.threads.Team;
import fcn.reference.network.WeightBlob;

/**
 * The transforms of r×r weights, computed in double, packed for a {@link MacroKernel}: for each of
 * a {@link Tile}'s points, panels of IC × its columns, both filled up with zeros; twice as deep,
 * real above imaginary parts, where points are complex.
 */
public final class TransformedWeights {
    private final MacroKernel macroKernel;
    private final int columns;
    private final int panelFloats;
    private final float[][] packed;

    private TransformedWeights(MacroKernel macroKernel, int points, int inputs, int oc, Team team) {
        this.macroKernel = macroKernel;
        this.columns = macroKernel.columns(oc);
        this.panelFloats = inputs * macroKernel.columns();
        this.packed = new float[points][];
        int floats = CacheLine.array(Math.multiplyExact(inputs, columns));
        team.run(points, (point, thread) -> packed[point] = new float[floats]);
    }

    /**
     * Transforms them.
     *
     * @param macroKernel what will multiply by them
     * @param weights OC × IC × r × r
     */
    public static TransformedWeights of(
            Tile tile, MacroKernel macroKernel, WeightBlob weights, Team team) {
        int ic = weights.shape().c();
        int oc = weights.shape().n();
        int inputs = tile.parts() * macroKernel.depth(ic);
        TransformedWeights transformed =
                new TransformedWeights(macroKernel, tile.points(), inputs, oc, team);
        GivenPanels given = new GivenPanels(weights, team.threads());
        team.run(
                Math.ceilDiv(oc, COLUMNS),
                (panel, thread) -> {
                    float[] filters = given.read(panel, thread);
                    transformed.fill(panel, tile, ic, filters, given.count(panel));
                });
        return transformed;
    }

    /**
     * Transforms and packs {@code count} output channels, each {@code ic} × r × r.
     *
     * @param panel of those that are given, which may be narrower than those that are kept
     */
    private void fill(int panel, Tile tile, int ic, float[] filters, int count) {
        int taps = tile.r() * tile.r();
        int parts = tile.parts();
        double[][] w = new double[taps][COLUMNS];
        double[][] rows = new double[parts * tile.n() * tile.r()][COLUMNS];
        double[][] points = new double[parts * packed.length][COLUMNS];
        for (int i = 0; i < ic; i++) {
            gather(filters, i * taps, ic * taps, count, w);
            tile.weights(w, rows, points);
            store(points, parts, panel, i, count);
        }
    }

    /** The taps of one input channel, output channels side by side. */
    private static void gather(float[] filters, int from, int filter, int count, double[][] w) {
        for (int t = 0; t < w.length; t++) {
            for (int c = 0; c < count; c++) {
                w[t][c] = filters[from + c * filter + t];
            }
        }
    }

    private void store(double[][] points, int parts, int panel, int input, int count) {
        int width = macroKernel.columns();
        int inputs = panelFloats / width / parts;
        int first = at(panel * COLUMNS / width) + panel * COLUMNS % width;
        for (int p = 0; p < points.length; p++) {
            float[] to = packed[p / parts];
            int at = first + (p % parts * inputs + input) * width;
            for (int c = 0; c < count; c++) {
                to[at + c] = (float) points[p][c];
            }
        }
    }

    /** Bytes that they will take. */
    public static long bytes(Tile tile, MacroKernel macroKernel, int ic, int oc) {
        long inputs = (long) tile.parts() * macroKernel.depth(ic);
        long floats = CacheLine.START + inputs * macroKernel.columns(oc);
        return (long) Float.BYTES * tile.points() * floats;
    }

    /** What multiplies by them. */
    public MacroKernel macroKernel() {
        return macroKernel;
    }

    /** A point's, all panels. */
    public float[] packed(int point) {
        return packed[point];
    }

    /** Where a panel starts in {@link #packed}. */
    public int at(int panel) {
        return CacheLine.START + panel * panelFloats;
    }

    public int points() {
        return packed.length;
    }

    /** Output channels, filled up. */
    public int columns() {
        return columns;
    }

    public int panels() {
        return columns / macroKernel.columns();
    }

    public int panelFloats() {
        return panelFloats;
    }

    public long bytes() {
        return (long) Float.BYTES * packed.length * packed[0].length;
    }
}
