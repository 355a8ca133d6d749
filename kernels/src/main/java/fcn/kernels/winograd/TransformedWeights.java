package fcn.kernels.winograd;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;

import java.util.Arrays;

/**
 * r×r weights as {@code G g G^T}, computed in double, packed for {@link PackedGemm}: for each of
 * the n² points, panels of {@code IC × COLUMNS}, both filled up with zeros.
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
        this.packed = new float[Math.multiplyExact(points, Math.multiplyExact(inputs, columns))];
    }

    /**
     * Transforms them.
     *
     * @param weights OC × IC × r × r
     */
    public static TransformedWeights of(
            TileTransform tile, int ic, int oc, float[] weights, Team team) {
        int points = tile.n() * tile.n();
        int inputs = Layout.blocks(ic) * Layout.BLOCK;
        TransformedWeights transformed =
                new TransformedWeights(points, inputs, PackedGemm.columns(oc));
        int taps = tile.r() * tile.r();
        double[][] g = tile.matrices().gAsDouble();
        team.run(
                Math.ceilDiv(oc, COLUMNS),
                (panel, thread) -> {
                    double[][] w = new double[taps][COLUMNS];
                    double[][] rows = new double[tile.n() * tile.r()][COLUMNS];
                    double[][] point = new double[points][COLUMNS];
                    int first = panel * COLUMNS;
                    int count = Math.min(COLUMNS, oc - first);
                    for (int i = 0; i < ic; i++) {
                        for (int c = 0; c < count; c++) {
                            for (int t = 0; t < taps; t++) {
                                w[t][c] = weights[((first + c) * ic + i) * taps + t];
                            }
                        }
                        transform(g, w, rows, point);
                        for (int p = 0; p < points; p++) {
                            int to = transformed.at(p, panel) + i * COLUMNS;
                            for (int c = 0; c < count; c++) {
                                transformed.packed[to + c] = (float) point[p][c];
                            }
                        }
                    }
                });
        return transformed;
    }

    /** Bytes that they will take. */
    public static long bytes(TileTransform tile, int ic, int oc) {
        long inputs = (long) Layout.blocks(ic) * Layout.BLOCK;
        return (long) Float.BYTES * tile.n() * tile.n() * inputs * PackedGemm.columns(oc);
    }

    /** {@code G w G^T} for a panel of columns at once, by way of {@code rows = G w}. */
    private static void transform(double[][] g, double[][] w, double[][] rows, double[][] point) {
        int n = g.length;
        int r = g[0].length;
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < r; x++) {
                Arrays.fill(rows[y * r + x], 0);
                for (int k = 0; k < r; k++) {
                    add(g[y][k], w[k * r + x], rows[y * r + x]);
                }
            }
            for (int x = 0; x < n; x++) {
                Arrays.fill(point[y * n + x], 0);
                for (int k = 0; k < r; k++) {
                    add(g[x][k], rows[y * r + k], point[y * n + x]);
                }
            }
        }
    }

    private static void add(double factor, double[] values, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * values[i];
        }
    }

    public float[] packed() {
        return packed;
    }

    /** Where a panel of a point starts in {@link #packed}. */
    public int at(int point, int panel) {
        return (point * panels() + panel) * panelFloats;
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
        return (long) Float.BYTES * packed.length;
    }
}
