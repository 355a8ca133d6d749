package fcn.reports.results;

import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;

import java.util.List;

/**
 * The time of one run of a kernel on a shape.
 *
 * @param kernel a line of the catalogue
 * @param shape what it computed
 * @param threads threads of its team
 * @param milliseconds mean of a run
 * @param low lower end of JMH's 99.9% interval of the mean, milliseconds; never below the smallest
 *     figure, and that where there are fewer than three
 * @param high upper end, likewise
 * @param forks the mean of each JVM, milliseconds
 * @param figures timed iterations in all JVMs
 */
public record Result(
        Kernel kernel,
        ConvolutionShape shape,
        int threads,
        double milliseconds,
        double low,
        double high,
        List<Double> forks,
        int figures) {
    public Result {
        forks = List.copyOf(forks);
    }

    /** Direct convolution's operations over the time, 10⁹ a second. */
    public double effectiveGflops() {
        return gflops(shape.flops(), milliseconds);
    }

    /** Operations that the algorithm executes over the time, 10⁹ a second. */
    public double executedGflops() {
        return gflops(kernel.algorithm().executedFlops(shape), milliseconds);
    }

    /** Effective GFLOP/s at another time of a run. */
    public double effectiveGflops(double atMilliseconds) {
        return gflops(shape.flops(), atMilliseconds);
    }

    private static double gflops(long operations, double milliseconds) {
        return operations / milliseconds / 1e6;
    }
}
