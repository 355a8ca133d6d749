package fcn.reports.results;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code results.json}, an array of results as JMH writes it ({@code -rf json}). */
public final class Results {
    /** The file's usual name. */
    public static final String FILE = "results.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REMEDY = "; measure again with 'bench'";

    private Results() {}

    /** The file that a person means who names it, or its folder. */
    public static Path file(Path given) {
        return Files.isDirectory(given) ? given.resolve(FILE) : given;
    }

    /**
     * Reads all results of our benchmarks, in the file's order.
     *
     * @throws BadInputException when the file is missing, damaged, or holds something else
     */
    public static List<Result> read(Path file) {
        JsonNode array = parse(file);
        if (!array.isArray() || array.isEmpty()) {
            throw new BadInputException(
                    file
                            + ": expected an array of JMH results, found "
                            + (array.isArray() ? "an empty one" : array.getNodeType().name())
                            + REMEDY);
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            results.add(result(file + ", result " + (i + 1), array.get(i)));
        }
        return results;
    }

    /**
     * The file as a tree.
     *
     * @throws BadInputException when it is missing or no JSON
     */
    static JsonNode parse(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            if (tree.isMissingNode()) {
                throw new BadInputException(file + ": the file is empty" + REMEDY);
            }
            return tree;
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file" + REMEDY, e);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + e + ")" + REMEDY, e);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new BadInputException(
                    "%s:%d:%d: no JSON (%s)%s"
                            .formatted(
                                    file,
                                    at == null ? 1 : at.getLineNr(),
                                    at == null ? 1 : at.getColumnNr(),
                                    e.getOriginalMessage()
                                            .replaceFirst("(?s)[ ;:]*\\(start marker.*|\\n.*", ""),
                                    REMEDY),
                    e);
        }
    }

    private static Result result(String place, JsonNode node) {
        JsonNode params = field(place, node, "params");
        String name = field(place + ", params", params, "kernel").asString("");
        Optional<Kernel> kernel = Catalogue.find(name);
        if (kernel.isEmpty()) {
            throw new BadInputException(place + ", params: unknown kernel '" + name + "'" + REMEDY);
        }
        int threads = field(place + ", params", params, "threads").asInt(0);
        JsonNode metric = field(place, node, "primaryMetric");
        String unit = field(place, metric, "scoreUnit").asString("");
        if (!unit.equals("ms/op")) {
            throw new BadInputException(
                    place + ", scoreUnit: expected ms/op, found '" + unit + "'" + REMEDY);
        }
        double score = milliseconds(place + ", score", field(place, metric, "score"));
        List<Double> forks = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        for (JsonNode fork : field(place, metric, "rawData")) {
            List<Double> own = new ArrayList<>();
            fork.forEach(value -> own.add(milliseconds(place + ", rawData", value)));
            own.stream().mapToDouble(x -> x).average().ifPresent(forks::add);
            figures.addAll(own);
        }
        double low = figures.stream().mapToDouble(x -> x).min().orElse(score);
        double high = figures.stream().mapToDouble(x -> x).max().orElse(score);
        JsonNode interval = metric.path("scoreConfidence");
        if (figures.size() > 2 && interval.path(0).isNumber() && interval.path(1).isNumber()) {
            low = Math.max(low, interval.get(0).asDouble());
            high = Math.min(high, interval.get(1).asDouble());
        }
        return new Result(
                kernel.get(),
                shape(place, params),
                threads,
                score,
                low,
                high,
                forks,
                figures.size());
    }

    private static ConvolutionShape shape(String place, JsonNode params) {
        String text = field(place + ", params", params, "shape").asString("");
        try {
            return ShapeDescriptor.parse(text);
        } catch (BadInputException | ShapeDescriptor.UnsupportedShapeException e) {
            throw new BadInputException(place + ", params: " + e.getMessage(), e);
        }
    }

    private static double milliseconds(String place, JsonNode value) {
        double milliseconds = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!(milliseconds > 0) || Double.isInfinite(milliseconds)) {
            throw new BadInputException(place + ": " + value + " is no time" + REMEDY);
        }
        return milliseconds;
    }

    private static JsonNode field(String place, JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new BadInputException(
                    place + ": no field '" + name + "', so no result of ours" + REMEDY);
        }
        return value;
    }
}
