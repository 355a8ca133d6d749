package fcn.kernels.plan;

/**
 * Memory that a session takes, in bytes.
 *
 * @param prepared transformed and packed weights
 * @param activations the arrays that hold the values between the layers
 * @param workspace scratch memory that the kernels share
 */
public record Memory(long prepared, long activations, long workspace) {
    public long total() {
        return prepared + activations + workspace;
    }
}
