package fcn.reports.results;

import fcn.reference.BadInputException;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each saving is worth, as the command {@code savings} measured it.
 *
 * @param conditions under which, for people
 */
public record Savings(Map<String, String> conditions, List<Line> lines) {
    /** The file's usual name, beside {@code results.json}. */
    public static final String FILE = "savings.json";

    /**
     * The network with all savings against the network without one, or without any.
     *
     * @param what is done without it
     * @param ratio the median of the pairs' ratios, time without to time with all
     * @param error the largest difference of the last blob, as a share of its largest value
     * @param flips pixels whose label differs, of {@code pixels}
     */
    public record Line(
            String without,
            String what,
            double allMs,
            double withoutMs,
            double ratio,
            long allBytes,
            long withoutBytes,
            double error,
            int flips,
            int pixels) {}

    public Savings {
        conditions = new LinkedHashMap<>(conditions);
        lines = List.copyOf(lines);
    }

    /**
     * Those that lie beside a file of results, if there are.
     *
     * @throws BadInputException when the file is damaged, or holds something else
     */
    public static Optional<Savings> beside(Path results) {
        Path file = results.resolveSibling(FILE);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Savings read(Path file) {
        JsonNode tree = Results.parse(file);
        Map<String, String> conditions = new LinkedHashMap<>();
        tree.path("conditions")
                .forEachEntry((name, text) -> conditions.put(name, text.asString("")));
        List<Line> lines = new ArrayList<>();
        for (JsonNode node : tree.path("lines")) {
            lines.add(
                    new Line(
                            node.path("without").asString(""),
                            node.path("what").asString(""),
                            node.path("all_ms").asDouble(0),
                            node.path("without_ms").asDouble(0),
                            node.path("ratio").asDouble(0),
                            node.path("all_bytes").asLong(0),
                            node.path("without_bytes").asLong(0),
                            node.path("error").asDouble(0),
                            node.path("flips").asInt(0),
                            node.path("pixels").asInt(0)));
        }
        if (lines.isEmpty() || lines.stream().anyMatch(line -> !(line.allMs > 0))) {
            throw new BadInputException(
                    file + ": no savings; delete it, or measure again with 'savings --out'");
        }
        return new Savings(conditions, lines);
    }
}
