package fcn.kernels.winograd;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.gemm.GivenPanels;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.network.WeightBlob;

/**
 * The transforms of r×r weights, computed in double, packed for {@link PackedGemm}: for each of a
 * {@link Tile}'s points, panels of {@code IC × COLUMNS}, both filled up with zeros; twice as deep,
 * real above imaginary parts, where points are complex.
 */
public final class TransformedWeights {
    private final int points;
    private final int columns;
    private final int panelFloats;
    private final float[] packed;

    private TransformedWeights(int points, int inputs, int columns) {
        this.points = points;
        this.columns = columns;
        this.panelFloats = inputs * COLUMNS;
        int floats = Math.multiplyExact(points, Math.multiplyExact(inputs, columns));
        this.packed = new float[CacheLine.array(floats)];
    }

    /**
     * Transforms them.
     *
     * @param weights OC × IC × r × r
     */
    public static TransformedWeights of(Tile tile, WeightBlob weights, Team team) {
        int ic = weights.shape().c();
        int oc = weights.shape().n();
        GivenPanels given = new GivenPanels(weights, team.threads());
        int points = tile.points();
        int parts = tile.parts();
        int inputs = Layout.blocks(ic) * Layout.BLOCK;
        TransformedWeights transformed =
                new TransformedWeights(points, parts * inputs, PackedGemm.columns(oc));
        int taps = tile.r() * tile.r();
        team.run(
                Math.ceilDiv(oc, COLUMNS),
                (panel, thread) -> {
                    double[][] w = new double[taps][COLUMNS];
                    double[][] rows = new double[parts * tile.n() * tile.r()][COLUMNS];
                    double[][] point = new double[parts * points][COLUMNS];
                    float[] filters = given.read(panel, thread);
                    int count = given.count(panel);
                    for (int i = 0; i < ic; i++) {
                        for (int c = 0; c < count; c++) {
                            for (int t = 0; t < taps; t++) {
                                w[t][c] = filters[(c * ic + i) * taps + t];
                            }
                        }
                        tile.weights(w, rows, point);
                        for (int p = 0; p < parts * points; p++) {
                            int k = p % parts * inputs + i;
                            int to = transformed.at(p / parts, panel) + k * COLUMNS;
                            for (int c = 0; c < count; c++) {
                                transformed.packed[to + c] = (float) point[p][c];
                            }
                        }
                    }
                });
        return transformed;
    }

    /** Bytes that they will take. */
    public static long bytes(Tile tile, int ic, int oc) {
        long inputs = (long) Layout.blocks(ic) * Layout.BLOCK;
        return (long) Float.BYTES * tile.points() * tile.parts() * inputs * PackedGemm.columns(oc);
    }

    public float[] packed() {
        return packed;
    }

    /** Where a panel of a point starts in {@link #packed}. */
    public int at(int point, int panel) {
        return CacheLine.START + (point * panels() + panel) * panelFloats;
    }

    public int points() {
        return points;
    }

    /** Output channels, filled up. */
    public int columns() {
        return columns;
    }

    public int panels() {
        return PackedGemm.panels(columns);
    }

    public int panelFloats() {
        return panelFloats;
    }

    public long bytes() {
        return (long) Float.BYTES * (packed.length - CacheLine.START);
    }
}
