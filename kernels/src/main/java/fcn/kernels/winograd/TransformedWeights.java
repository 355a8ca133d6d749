package fcn.kernels.winograd;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;

/**
 * 3×3 weights as {@code G g G^T}, computed in double, packed for {@link PackedGemm}: for each of
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
     * @param weights OC × IC × 3 × 3
     */
    public static TransformedWeights of(
            TileTransform tile, int ic, int oc, float[] weights, Team team) {
        int points = tile.n() * tile.n();
        int inputs = Layout.blocks(ic) * Layout.BLOCK;
        TransformedWeights transformed =
                new TransformedWeights(points, inputs, PackedGemm.columns(oc));
        double[][] g = tile.matrices().gAsDouble();
        team.run(
                Math.ceilDiv(oc, COLUMNS),
                (panel, thread) -> {
                    double[] point = new double[points];
                    for (int c = 0; c < Math.min(COLUMNS, oc - panel * COLUMNS); c++) {
                        int o = panel * COLUMNS + c;
                        for (int i = 0; i < ic; i++) {
                            transform(g, weights, (o * ic + i) * 9, point);
                            for (int p = 0; p < points; p++) {
                                transformed.packed[transformed.at(p, panel) + i * COLUMNS + c] =
                                        (float) point[p];
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

    /** {@code G w G^T} of the 3×3 weights from {@code from} on. */
    private static void transform(double[][] g, float[] w, int from, double[] point) {
        int n = g.length;
        for (int y = 0; y < n; y++) {
            double[] a = g[y];
            double r0 = a[0] * w[from] + a[1] * w[from + 3] + a[2] * w[from + 6];
            double r1 = a[0] * w[from + 1] + a[1] * w[from + 4] + a[2] * w[from + 7];
            double r2 = a[0] * w[from + 2] + a[1] * w[from + 5] + a[2] * w[from + 8];
            for (int x = 0; x < n; x++) {
                point[y * n + x] = r0 * g[x][0] + r1 * g[x][1] + r2 * g[x][2];
            }
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
