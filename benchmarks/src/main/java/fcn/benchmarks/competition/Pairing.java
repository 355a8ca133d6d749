package fcn.benchmarks.competition;

import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;

import java.util.List;

/**
 * A kernel to be timed on a shape.
 *
 * @param layers the layers that have the shape
 * @param milliseconds about what a run takes
 * @param slowdown that over the fastest kernel's on the same shape
 */
public record Pairing(
        Kernel kernel,
        ConvolutionShape shape,
        List<String> layers,
        double milliseconds,
        double slowdown) {
    /** {@code conv3_2 WINOGRAD_F4}. */
    @Override
    public String toString() {
        return layers.getFirst() + " " + kernel.name();
    }

    /** The shape, named by its first layer: what JMH's parameter and the results say. */
    String descriptor() {
        return shape + "_n\"" + layers.getFirst() + "\"";
    }
}
