package fcn.kernels.plan;

/**
 * Memory that a session takes, in bytes.
 *
 * @param prepared transformed and packed weights
 * @param working the arrays that hold the values between the layers and the kernels' scratch
 */
public record Memory(long prepared, long working) {
    public long total() {
        return prepared + working;
    }
}
