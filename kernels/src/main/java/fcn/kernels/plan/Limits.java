package fcn.kernels.plan;

/**
 * What a plan may take besides time.
 *
 * @param bytes prepared weights, activations and workspace together
 * @param error the sum of the kernels' stated error bounds
 */
public record Limits(double bytes, double error) {
    public static final Limits NONE =
            new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean hold(double takenBytes, double takenError) {
        return takenBytes <= bytes && takenError <= error;
    }
}
