package fcn.benchmarks.competition;

import fcn.reference.BadInputException;

import org.openjdk.jmh.util.ListStatistics;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;

/**
 * Two builds taking turns, A B B A: whatever makes the machine faster or slower meanwhile hits both
 * alike. Each turn is a JVM of its own, started from that build's jar.
 */
public final class Interleaving {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double CONFIDENCE = 0.999;

    /** JMH's: benchmarks of earlier builds do not wait for the compiler. */
    private static final double WARMUP_SECONDS = 1.5;

    private final String baseline;
    private final String candidate;
    private final int threads;

    /**
     * This build against another.
     *
     * @param jar the other's {@code benchmarks.jar}
     * @throws BadInputException when it is none
     */
    public Interleaving(Path jar, int threads) {
        commit(jar);
        this.baseline = jar.toString();
        this.candidate = System.getProperty("java.class.path");
        this.threads = threads;
    }

    /** The commit that a jar was built from. */
    public static String commit(Path jar) {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry("fcn/build.properties"))) {
            Properties build = new Properties();
            build.load(in);
            return build.getProperty("git.commit.id.abbrev", "unknown");
        } catch (IOException | NullPointerException e) {
            throw new BadInputException(
                    jar + ": no benchmarks.jar of fcn-kernels; give one that 'mvn package' made",
                    e);
        }
    }

    /** What both made of a pairing, as JMH's JSON: an array of one result each. */
    public record Turns(String baseline, String candidate) {}

    /**
     * Times a pairing in turns.
     *
     * @param rounds of four turns each
     * @return empty where the baseline does not have the kernel
     */
    public Optional<Turns> run(Pairing pairing, int rounds) throws IOException {
        Repetitions repetitions = repetitions(pairing);
        List<JsonNode> before = new ArrayList<>();
        List<JsonNode> after = new ArrayList<>();
        for (int turn = 0; turn < 4 * rounds; turn++) {
            boolean ours = turn % 4 == 1 || turn % 4 == 2;
            Optional<JsonNode> result = turn(ours ? candidate : baseline, pairing, repetitions);
            if (result.isEmpty()) {
                return Optional.empty();
            }
            (ours ? after : before).add(result.get());
        }
        return Optional.of(new Turns(merged(before), merged(after)));
    }

    /** About what a pairing takes, in seconds. */
    public static double seconds(Pairing pairing, int rounds) {
        return 4 * rounds * repetitions(pairing).seconds(pairing);
    }

    private static Repetitions repetitions(Pairing pairing) {
        return Repetitions.wanted(pairing, Profile.QUICK).warmedUp(WARMUP_SECONDS);
    }

    private Optional<JsonNode> turn(String classPath, Pairing pairing, Repetitions repetitions)
            throws IOException {
        Path json = Files.createTempFile("fcn-turn", ".json");
        try {
            Process process =
                    new ProcessBuilder(command(classPath, pairing, repetitions, json))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            byte[] written = Files.readAllBytes(json);
            JsonNode result = written.length == 0 ? null : JSON.readTree(written).get(0);
            return Optional.ofNullable(result);
        } finally {
            Files.deleteIfExists(json);
        }
    }

    private List<String> command(
            String classPath, Pairing pairing, Repetitions repetitions, Path json) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "org.openjdk.jmh.Main",
                "^" + JmhFork.benchmark(pairing).getName().replace(".", "\\.") + "\\.run$",
                "-jvmArgs",
                String.join(" ", JmhFork.jvmArguments()),
                "-p",
                "kernel=" + pairing.kernel().name(),
                "-p",
                "shape=" + pairing.descriptor(),
                "-p",
                "threads=" + threads,
                "-f",
                "1",
                "-wi",
                String.valueOf(repetitions.warmups()),
                "-w",
                milliseconds(repetitions.warmupSeconds()),
                "-i",
                String.valueOf(repetitions.iterations()),
                "-r",
                milliseconds(repetitions.iterationSeconds()),
                "-foe",
                "true",
                "-rf",
                "json",
                "-rff",
                json.toString());
    }

    private static String milliseconds(double seconds) {
        return Math.max(1, Math.round(1000 * seconds)) + "ms";
    }

    /** One result with the JVMs of all, its mean and interval over all figures. */
    static String merged(List<JsonNode> turns) {
        ObjectNode result = (ObjectNode) turns.getFirst().deepCopy();
        ObjectNode metric = (ObjectNode) result.get("primaryMetric");
        ArrayNode forks = JSON.createArrayNode();
        ListStatistics figures = new ListStatistics();
        for (JsonNode turn : turns) {
            for (JsonNode fork : turn.at("/primaryMetric/rawData")) {
                forks.add(fork);
                fork.forEach(figure -> figures.addValue(figure.asDouble()));
            }
        }
        double[] interval = figures.getConfidenceIntervalAt(CONFIDENCE);
        result.put("forks", forks.size());
        metric.put("score", figures.getMean());
        metric.put("scoreError", figures.getMeanErrorAt(CONFIDENCE));
        metric.set("scoreConfidence", JSON.createArrayNode().add(interval[0]).add(interval[1]));
        metric.set("rawData", forks);
        metric.remove("scorePercentiles");
        return JSON.createArrayNode().add(result).toString();
    }
}
