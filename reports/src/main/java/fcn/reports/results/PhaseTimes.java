package fcn.reports.results;

import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the time of one run goes, clocked on every thread in JVMs of its own.
 *
 * @param milliseconds mean of a run while it was clocked
 * @param phases milliseconds of all threads together by phase, each over the number of threads;
 *     what they leave of {@code milliseconds} was spent in no phase: handing out, idling; empty for
 *     a kernel without clocks
 * @param workspaceBytes scratch memory of a run
 */
public record PhaseTimes(
        String kernel,
        ConvolutionShape shape,
        int threads,
        double milliseconds,
        Map<String, Double> phases,
        long workspaceBytes) {
    /** The file's name, beside {@code results.json}. */
    public static final String FILE = "phases.json";

    private static final String RUNS = "runs";
    private static final String WORKSPACE = "workspace_bytes";

    public PhaseTimes {
        phases = new LinkedHashMap<>(phases);
    }

    /**
     * Those that lie beside a file of results, JMH's results of {@code PhaseBenchmark}; none where
     * there is no such file.
     *
     * @throws BadInputException when it is damaged, or holds something else
     */
    public static List<PhaseTimes> beside(Path results) {
        Path file = results.resolveSibling(FILE);
        List<PhaseTimes> all = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonNode node : Results.parse(file)) {
                all.add(of(file, node));
            }
        }
        return all;
    }

    /** Those of a kernel on a shape, if it was clocked on as many threads; the last counts. */
    public static Optional<PhaseTimes> find(List<PhaseTimes> all, Result result) {
        return all.stream()
                .filter(
                        times ->
                                times.kernel.equals(result.kernel().name())
                                        && times.shape.equals(result.shape())
                                        && times.threads == result.threads())
                .reduce((first, last) -> last);
    }

    private static PhaseTimes of(Path file, JsonNode node) {
        JsonNode params = node.path("params");
        JsonNode metrics = node.path("secondaryMetrics");
        double runs = metrics.path(RUNS).path("score").asDouble(0);
        int threads = params.path("threads").asInt(0);
        if (!(runs > 0) || threads < 1) {
            throw new BadInputException(
                    file + ": no phases of a kernel; delete it, or measure again with 'phases'");
        }
        Map<String, Double> phases = new LinkedHashMap<>();
        metrics.forEachEntry(
                (name, metric) -> {
                    double share = metric.path("score").asDouble(0) / runs / threads / 1e6;
                    if (!name.equals(RUNS) && !name.equals(WORKSPACE) && share > 0) {
                        phases.put(name, share);
                    }
                });
        try {
            return new PhaseTimes(
                    params.path("kernel").asString(""),
                    ShapeDescriptor.parse(params.path("shape").asString("")),
                    threads,
                    node.path("primaryMetric").path("score").asDouble(0),
                    phases,
                    Math.round(metrics.path(WORKSPACE).path("score").asDouble(0) / runs));
        } catch (ShapeDescriptor.UnsupportedShapeException e) {
            throw new BadInputException(file + ", params: " + e.getMessage(), e);
        }
    }
}
