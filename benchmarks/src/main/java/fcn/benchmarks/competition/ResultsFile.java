package fcn.benchmarks.competition;

import fcn.reference.BadInputException;
import fcn.reports.results.Conditions;
import fcn.reports.results.Results;
import fcn.reports.results.WholeFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code results.json} and its conditions, whole on the disk after each addition. */
public final class ResultsFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final ArrayNode results = JSON.createArrayNode();

    /** The file in a folder, which is created. */
    public ResultsFile(Path folder) throws IOException {
        file = Files.createDirectories(folder).resolve(Results.FILE);
    }

    /**
     * Takes over what was measured before, if anything was.
     *
     * @throws BadInputException when the files are damaged, or another machine, JDK, commit or
     *     setting made them
     */
    public void resume(Conditions now) throws IOException {
        if (Files.exists(file)) {
            Results.read(file);
            Conditions before = Conditions.read(Conditions.beside(file));
            if (!now.comparable().equals(before.comparable())) {
                throw new BadInputException(
                        file
                                + ": measured under "
                                + before.comparable()
                                + ", not "
                                + now.comparable()
                                + "; go on without --resume");
            }
            JSON.readTree(Files.readAllBytes(file)).forEach(results::add);
        }
    }

    boolean has(Pairing pairing, int threads) {
        for (JsonNode result : results) {
            JsonNode params = result.path("params");
            if (params.path("kernel").asString("").equals(pairing.kernel().name())
                    && params.path("threads").asInt(0) == threads
                    && params.path("shape").asString("").equals(pairing.descriptor())) {
                return true;
            }
        }
        return false;
    }

    /** Adds JMH's array of results, and writes both files. */
    public void add(String json, Conditions conditions) throws IOException {
        JSON.readTree(json).forEach(results::add);
        write(conditions);
    }

    /** Writes both files. */
    public void write(Conditions conditions) throws IOException {
        conditions.write(Conditions.beside(file));
        if (!results.isEmpty()) {
            WholeFile.write(file, JSON.writeValueAsBytes(results));
        }
    }

    /** Where {@code results.json} lies. */
    public Path path() {
        return file;
    }
}
