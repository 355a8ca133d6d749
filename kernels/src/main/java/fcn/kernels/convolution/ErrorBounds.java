package fcn.kernels.convolution;

import fcn.kernels.winograd.CookToom;

/**
 * Bounds on rounding errors in float32, shared by the kernels that state one: as a share of {@code
 * sum |x||w|}, with roundings taken for independent and of mean zero.
 */
public final class ErrorBounds {
    /** Unit roundoff of float32, 2⁻²⁴. */
    public static final double UNIT_ROUNDOFF = 0x1p-24;

    /**
     * Standard deviations allowed, λ: {@code 2 exp(-λ²/2)} is an upper bound of the chance that one
     * sum exceeds its bound, 5e-9 for 6.3.
     */
    private static final double LAMBDA = 6.3;

    private ErrorBounds() {}

    /**
     * The error of a sum of {@code length} products in any order, as a share of the sum of their
     * magnitudes: {@code λ sqrt(n) u} (Higham and Mary, A new approach to probabilistic rounding
     * error analysis, 2019, theorem 2.4), and never above the certain {@code n u}.
     */
    public static double sum(long length) {
        double operations = (double) length + 1;
        return Math.min(operations, LAMBDA * Math.sqrt(operations)) * UNIT_ROUNDOFF;
    }

    /**
     * The error of F(m×m, r×r) over C channels.
     *
     * <p>Output i is {@code Σ_p A_ip Σ_c U_pc V_pc} with U = G g, V = B^T d; magnitudes of inputs
     * and weights are taken for 1, their signs for the worst, so that {@code |U_p| = ‖G_p‖₁},
     * {@code |V_p| = ‖B_p‖₁} and {@code sum |x||w| = C r²}. A rounding has variance u²/3 at most,
     * relative to what it rounds. At a point p that makes, in units of {@code u²/3 (|U_p||V_p|)²}:
     *
     * <ul>
     *   <li>the sum over channels rounds its parts of c products: {@code 1² + 2² + … + C² = C (C +
     *       1)(2C + 1) / 6};
     *   <li>inputs and weights of each channel: {@code C (2d + w)}; a sum of n terms is d {@link
     *       #roundings} deep, an input passes through two, and weights through w roundings;
     *   <li>outputs pass through two such sums and take a bias, on numbers of C products: {@code C²
     *       (2d + 1)}.
     * </ul>
     *
     * Points add up as squares with weights A_ip²; over {@code C r²} that is κ², the square of the
     * {@link CookToom#amplification}, times {@code ((C + 1)(2C + 1) / 6C + (2d + w)/C + 2d + 1)
     * u²/3}. λ times the root of it is the bound, which grows with √C as that of {@link #sum} does.
     * (Barabasz et al., Error analysis and improving the accuracy of Winograd convolution for deep
     * neural networks, 2020, bound the same sums with certainty.)
     *
     * @param weightRoundings 1 where weights are transformed in double, or of two sums of r terms
     */
    public static double winograd(CookToom matrices, int channels, int weightRoundings) {
        int d = roundings(matrices.n());
        double c = channels;
        double sums = (c + 1) * (2 * c + 1) / (6 * c);
        double variance = (sums + (2 * d + weightRoundings) / c + 2 * d + 1) / 3;
        return LAMBDA * Math.sqrt(variance) * matrices.amplification() * UNIT_ROUNDOFF;
    }

    /**
     * The error of Strassen's product over {@code length} k, {@code half} of them in a product of
     * quarters.
     *
     * <p>As for {@link #winograd}, magnitudes are taken for 1 and signs for the worst: a product of
     * a terms of either operand sums up h = {@code half} numbers of magnitude a, whose parts'
     * roundings have the variance {@code a² h (h + 1)(2h + 1) / 6} in units of u²/3; operands round
     * once each, {@code 2 a² h}; four roundings on the way out make {@code 4 a² h²}. The a² of the
     * products that an output takes are 40 at most: 16 + 4 + 4 + 16. (Higham, Accuracy and
     * Stability of Numerical Algorithms, 2002, section 23.2.2, bounds it with certainty.)
     */
    static double strassen(long length, long half) {
        double h = half;
        double variance = 40 * h * ((h + 1) * (2 * h + 1) / 6 + 2 + 4 * h) / 3;
        return LAMBDA * Math.sqrt(variance) / length * UNIT_ROUNDOFF;
    }

    /** Roundings on the way of a term of a sum of n, its constant's among them: 1 + ⌈log₂ n⌉. */
    public static int roundings(int n) {
        return 1 + Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
    }
}
