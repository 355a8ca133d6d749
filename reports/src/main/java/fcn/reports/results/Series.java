package fcn.reports.results;

import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * All figures of one kernel on one shape, kernels that this build does not have included.
 *
 * @param layer the name that its descriptor carries; the descriptor where it carries none
 * @param forks milliseconds of a run, the figures of each JVM
 */
public record Series(String layer, Case key, List<List<Double>> forks) {
    private static final Pattern NAME = Pattern.compile("_n\"?([^\"]+)\"?$");

    /** What must agree for two series to be of the same thing. */
    public record Case(String kernel, ConvolutionShape shape, int threads) {}

    public Series {
        forks = forks.stream().map(List::copyOf).toList();
    }

    /**
     * The series of a {@code results.json}; of several for one case the last counts.
     *
     * @throws BadInputException when the file is missing, damaged, or holds something else
     */
    public static List<Series> read(Path file) {
        Map<Case, Series> series = new LinkedHashMap<>();
        JsonNode array = Results.parse(file);
        if (!array.isArray() || array.isEmpty()) {
            throw new BadInputException(
                    file + ": expected an array of JMH results; measure again with 'bench'");
        }
        for (int i = 0; i < array.size(); i++) {
            Series one = of(file + ", result " + (i + 1), array.get(i));
            series.put(one.key, one);
        }
        return List.copyOf(series.values());
    }

    private static Series of(String place, JsonNode node) {
        JsonNode params = node.path("params");
        JsonNode metric = node.path("primaryMetric");
        String descriptor = params.path("shape").asString("");
        String kernel = params.path("kernel").asString("");
        List<List<Double>> forks = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            List<Double> figures = new ArrayList<>();
            fork.forEach(value -> figures.add(value.asDouble(Double.NaN)));
            forks.add(figures);
        }
        boolean times =
                !forks.isEmpty()
                        && forks.stream().noneMatch(List::isEmpty)
                        && forks.stream().flatMap(List::stream).allMatch(x -> x > 0 && x < 1e12);
        if (kernel.isEmpty() || !times || !metric.path("scoreUnit").asString("").equals("ms/op")) {
            throw new BadInputException(
                    place + ": no times of a kernel in ms/op; measure again with 'bench'");
        }
        Matcher name = NAME.matcher(descriptor);
        return new Series(
                name.find() ? name.group(1) : descriptor,
                new Case(kernel, shape(place, descriptor), params.path("threads").asInt(0)),
                forks);
    }

    private static ConvolutionShape shape(String place, String descriptor) {
        try {
            return ShapeDescriptor.parse(descriptor);
        } catch (BadInputException | ShapeDescriptor.UnsupportedShapeException e) {
            throw new BadInputException(place + ", params: " + e.getMessage(), e);
        }
    }

    /** All figures, in the order of the JVMs. */
    public double[] figures() {
        return values().toArray();
    }

    /** The middle figure, milliseconds. */
    public double median() {
        double[] sorted = values().sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The figures' standard deviation over their mean; 0 where there is only one. */
    public double variation() {
        double[] all = figures();
        double mean = DoubleStream.of(all).average().orElseThrow();
        double squares = DoubleStream.of(all).map(x -> (x - mean) * (x - mean)).sum();
        return all.length < 2 ? 0 : Math.sqrt(squares / (all.length - 1)) / mean;
    }

    private DoubleStream values() {
        return forks.stream().flatMap(List::stream).mapToDouble(x -> x);
    }
}
