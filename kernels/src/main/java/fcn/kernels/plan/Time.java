package fcn.kernels.plan;

/**
 * What one run of a step takes.
 *
 * @param milliseconds the figure that counts
 * @param low lower end of its 99.9% interval, in milliseconds
 * @param high upper end of its 99.9% interval, in milliseconds
 */
public record Time(double milliseconds, double low, double high) {
    /** Nothing to pay. */
    public static final Time NONE = new Time(0, 0, 0);
}
