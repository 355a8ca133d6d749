package fcn.benchmarks.tuning;

import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Time;

/**
 * What a step takes.
 *
 * @param milliseconds of a run
 * @param low lower end of its 99.9% interval
 * @param high upper end of its 99.9% interval
 * @param prepared bytes of a kernel's transformed and packed weights
 * @param workspace bytes of scratch memory of a kernel
 */
public record Measured(
        double milliseconds, double low, double high, long prepared, long workspace) {
    public Time time() {
        return new Time(milliseconds, low, high);
    }

    Measured taking(Footprints.Footprint taken) {
        return new Measured(milliseconds, low, high, taken.prepared(), taken.workspace());
    }

    boolean isPlausible() {
        return milliseconds > 0
                && milliseconds < Double.POSITIVE_INFINITY
                && low <= milliseconds
                && high >= milliseconds
                && prepared >= 0
                && workspace >= 0;
    }
}
