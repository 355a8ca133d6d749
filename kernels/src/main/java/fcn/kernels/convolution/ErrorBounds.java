package fcn.kernels.convolution;

/** Bounds on rounding errors in float32, shared by the kernels that state one. */
public final class ErrorBounds {
    /** Unit roundoff of float32, 2⁻²⁴. */
    public static final double UNIT_ROUNDOFF = 0x1p-24;

    /**
     * Standard deviations allowed: {@code 2 exp(-λ²/2)} is the chance that one sum exceeds its
     * bound, 2e-9 for 6.3.
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
}
