package fcn.kernels.winograd;

import java.util.Arrays;
import java.util.List;

/**
 * The matrices of F(m, r): m outputs of a correlation with r taps from n = m + r - 1
 * multiplications, {@code y = A^T [(G g) ⊙ (B^T d)]}, exactly, from n - 1 interpolation points and
 * infinity.
 *
 * <p>Polynomials are multiplied by evaluating them, multiplying point by point, and interpolating
 * (Toom and Cook); the transpose of that is a correlation (Winograd, Arithmetic Complexity of
 * Computations, 1980; Lavin and Gray, Fast algorithms for convolutional neural networks, 2016).
 *
 * @param at A^T, m × n
 * @param g G, n × r, which takes up the interpolation's divisors
 * @param bt B^T, n × n
 */
public record CookToom(
        int m, int r, List<List<Rational>> at, List<List<Rational>> g, List<List<Rational>> bt) {

    /** The matrices for some points, all different; m follows from their number. */
    public static CookToom of(int r, List<Rational> points) {
        int n = points.size() + 1;
        int m = n - r + 1;
        Rational[][] at = zeros(m, n);
        Rational[][] g = zeros(n, r);
        Rational[][] bt = zeros(n, n);
        for (int j = 0; j < n - 1; j++) {
            Rational point = points.get(j);
            Rational[] others = {Rational.ONE};
            Rational divisor = Rational.ONE;
            for (int i = 0; i < n - 1; i++) {
                if (i != j) {
                    others = timesLinear(others, points.get(i));
                    divisor = divisor.times(point.minus(points.get(i)));
                }
            }
            for (int i = 0; i < m; i++) {
                at[i][j] = power(point, i);
            }
            for (int i = 0; i < r; i++) {
                g[j][i] = power(point, i).over(divisor);
            }
            System.arraycopy(others, 0, bt[j], 0, n - 1);
        }
        Rational[] all = {Rational.ONE};
        for (Rational point : points) {
            all = timesLinear(all, point);
        }
        at[m - 1][n - 1] = Rational.ONE;
        g[n - 1][r - 1] = Rational.ONE;
        System.arraycopy(all, 0, bt[n - 1], 0, n);
        return new CookToom(m, r, lists(at), lists(g), lists(bt));
    }

    /** Multiplications in one dimension: n = m + r - 1. */
    public int n() {
        return m + r - 1;
    }

    /** G as doubles, row by row. */
    public double[][] gAsDouble() {
        return g.stream()
                .map(row -> row.stream().mapToDouble(Rational::toDouble).toArray())
                .toArray(double[][]::new);
    }

    /** One of the matrices, rounded to floats, row by row. */
    static float[][] floats(List<List<Rational>> matrix) {
        float[][] rows = new float[matrix.size()][matrix.getFirst().size()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (float) matrix.get(i).get(j).toDouble();
            }
        }
        return rows;
    }

    /**
     * How far rounding errors of the n² products' sums come through, as a share of an output's sum
     * of magnitudes, with data that are as unfavourable as magnitudes 1 allow: {@code max_i Σ_p
     * (|A_ip| ‖B_p‖₁ ‖G_p‖₁)² / r²} over outputs i and points p of one dimension. That is the
     * square of the root mean square in one dimension, hence the root mean square in two.
     */
    public double amplification() {
        double largest = 0;
        for (List<Rational> row : at) {
            Rational sum = Rational.ZERO;
            for (int p = 0; p < n(); p++) {
                Rational share = row.get(p).times(norm(bt.get(p))).times(norm(g.get(p)));
                sum = sum.plus(share.times(share));
            }
            largest = Math.max(largest, sum.over(Rational.of((long) r * r)).toDouble());
        }
        return largest;
    }

    /** The sum of magnitudes. */
    private static Rational norm(List<Rational> row) {
        return row.stream().map(Rational::magnitude).reduce(Rational.ZERO, Rational::plus);
    }

    /** The polynomial times {@code (x - root)}, coefficients from the constant on. */
    private static Rational[] timesLinear(Rational[] polynomial, Rational root) {
        Rational[] product = new Rational[polynomial.length + 1];
        product[0] = Rational.ZERO;
        for (int i = 0; i < polynomial.length; i++) {
            product[i] = product[i].minus(polynomial[i].times(root));
            product[i + 1] = polynomial[i];
        }
        return product;
    }

    private static Rational power(Rational base, int exponent) {
        Rational power = Rational.ONE;
        for (int i = 0; i < exponent; i++) {
            power = power.times(base);
        }
        return power;
    }

    private static Rational[][] zeros(int rows, int columns) {
        Rational[][] matrix = new Rational[rows][columns];
        for (Rational[] row : matrix) {
            Arrays.fill(row, Rational.ZERO);
        }
        return matrix;
    }

    private static List<List<Rational>> lists(Rational[][] matrix) {
        return Arrays.stream(matrix).map(List::of).toList();
    }
}
