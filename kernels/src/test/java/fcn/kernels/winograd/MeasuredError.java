package fcn.kernels.winograd;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Root mean square error of F(m×m, r×r) by the plain matrices in float32, transformed weights
 * rounded once, in units of direct convolution's: tiles of rectified normals in 64 channels under
 * normal weights, against sums in double.
 */
final class MeasuredError {
    private static final int CHANNELS = 64;
    private static final int TILES = 40;
    private static final int SEED = 20261123;

    private final CookToom matrices;
    private final float[][] at;
    private final float[][] bt;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private double ours;
    private double direct;

    private MeasuredError(CookToom matrices) {
        this.matrices = matrices;
        this.at = floats(matrices.at());
        this.bt = floats(matrices.bt());
    }

    static double of(CookToom matrices) {
        MeasuredError error = new MeasuredError(matrices);
        for (int tile = 0; tile < TILES; tile++) {
            error.addTile();
        }
        return Math.sqrt(error.ours / error.direct);
    }

    private void addTile() {
        int m = matrices.m();
        int n = matrices.n();
        int r = matrices.r();
        float[][] products = new float[n][n];
        float[][] sums = new float[m][m];
        double[][] exact = new double[m][m];
        for (int c = 0; c < CHANNELS; c++) {
            float[][] inputs = normals(n);
            for (float[] row : inputs) {
                for (int x = 0; x < n; x++) {
                    row[x] = Math.max(row[x], 0);
                }
            }
            float[][] weights = normals(r);
            float[][] u = transformedWeights(weights);
            float[][] v = transformed(bt, inputs);
            for (int i = 0; i < n * n; i++) {
                int y = i / n;
                int x = i % n;
                products[y][x] = Math.fma(u[y][x], v[y][x], products[y][x]);
            }
            for (int i = 0; i < m * m; i++) {
                for (int k = 0; k < r * r; k++) {
                    float input = inputs[i / m + k / r][i % m + k % r];
                    float w = weights[k / r][k % r];
                    sums[i / m][i % m] = Math.fma(w, input, sums[i / m][i % m]);
                    exact[i / m][i % m] += (double) w * input;
                }
            }
        }
        float[][] outputs = transformed(at, products);
        for (int i = 0; i < m * m; i++) {
            ours += square(outputs[i / m][i % m] - exact[i / m][i % m]);
            direct += square(sums[i / m][i % m] - exact[i / m][i % m]);
        }
    }

    private float[][] transformedWeights(float[][] weights) {
        double[][] g = matrices.gAsDouble();
        int n = matrices.n();
        float[][] transformed = new float[n][n];
        for (int i = 0; i < n * n; i++) {
            double sum = 0;
            for (int y = 0; y < weights.length; y++) {
                for (int x = 0; x < weights.length; x++) {
                    sum += g[i / n][y] * weights[y][x] * g[i % n][x];
                }
            }
            transformed[i / n][i % n] = (float) sum;
        }
        return transformed;
    }

    /** {@code M x M^T}. */
    private static float[][] transformed(float[][] matrix, float[][] x) {
        return timesTransposed(matrix, timesTransposed(matrix, x));
    }

    /** {@code (M x)^T}. */
    private static float[][] timesTransposed(float[][] matrix, float[][] x) {
        float[][] product = new float[x[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                float sum = 0;
                for (int k = 0; k < x.length; k++) {
                    sum = Math.fma(matrix[i][k], x[k][j], sum);
                }
                product[j][i] = sum;
            }
        }
        return product;
    }

    private float[][] normals(int size) {
        float[][] values = new float[size][size];
        for (float[] row : values) {
            for (int x = 0; x < size; x++) {
                row[x] = (float) random.nextGaussian();
            }
        }
        return values;
    }

    private static float[][] floats(List<List<Rational>> matrix) {
        return matrix.stream()
                .map(
                        row -> {
                            float[] floats = new float[row.size()];
                            for (int i = 0; i < floats.length; i++) {
                                floats[i] = (float) row.get(i).toDouble();
                            }
                            return floats;
                        })
                .toArray(float[][]::new);
    }

    private static double square(double x) {
        return x * x;
    }
}
