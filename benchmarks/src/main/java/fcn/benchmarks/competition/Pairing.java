package fcn.benchmarks.competition;

import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A kernel to be timed on a shape.
 *
 * @param layers the layers that have the shape
 * @param milliseconds about what a run takes
 * @param slowdown that over the fastest kernel's on the same shape
 * @param leads whether it is the fastest there of those that scatter or of those that do not
 */
public record Pairing(
        Kernel kernel,
        ConvolutionShape shape,
        List<String> layers,
        double milliseconds,
        double slowdown,
        boolean leads) {
    /** Of each kernel on a shape, given about what a run takes; the fastest first. */
    static List<Pairing> of(
            ConvolutionShape shape, List<String> layers, Map<Kernel, Double> milliseconds) {
        Map<Boolean, Double> best =
                milliseconds.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        e -> scatters(e.getKey()), Map.Entry::getValue, Math::min));
        double fastest = best.values().stream().mapToDouble(ms -> ms).min().orElse(1);
        return milliseconds.entrySet().stream()
                .map(
                        entry -> {
                            Kernel kernel = entry.getKey();
                            double ms = entry.getValue();
                            boolean leads = ms <= best.get(scatters(kernel));
                            return new Pairing(kernel, shape, layers, ms, ms / fastest, leads);
                        })
                .sorted(Comparator.comparingDouble(Pairing::milliseconds))
                .toList();
    }

    private static boolean scatters(Kernel kernel) {
        return kernel.name().startsWith("SCATTER");
    }

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
