package fcn.reports.results;

import fcn.reference.BadInputException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Under which conditions a {@code results.json} was measured. Kept beside it, in {@link #FILE}, so
 * that the results stay JMH's own format.
 *
 * @param machine what it ran on, a line each: processor, JDK, flags, vector width, commit …
 * @param threads threads of each kernel's team
 * @param peakGflops measured FMA peak on that many threads; 0 where it was not measured
 * @param network the network's name
 * @param size height and width of its input, {@code 500x334}
 * @param profile {@code quick} or {@code full}
 * @param date when it began, ISO 8601
 * @param seconds how long it took
 * @param command what reproduces it
 * @param leftOut kernels that were not timed, with the reason
 * @param roofs by number of threads; empty where they were not measured
 */
public record Conditions(
        Map<String, String> machine,
        int threads,
        double peakGflops,
        String network,
        String size,
        String profile,
        String date,
        long seconds,
        String command,
        List<LeftOut> leftOut,
        Map<Integer, Roof> roofs) {
    /** The file's name, beside {@code results.json}. */
    public static final String FILE = "conditions.json";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    public Conditions {
        roofs = roofs == null ? Map.of() : new TreeMap<>(roofs);
    }

    /** Conditions without roofs but the FMA peak. */
    public Conditions(
            Map<String, String> machine,
            int threads,
            double peakGflops,
            String network,
            String size,
            String profile,
            String date,
            long seconds,
            String command,
            List<LeftOut> leftOut) {
        this(
                machine,
                threads,
                peakGflops,
                network,
                size,
                profile,
                date,
                seconds,
                command,
                leftOut,
                Map.of());
    }

    /** Conditions of which nothing is known. */
    public static Conditions unknown() {
        return new Conditions(
                Map.of(), 0, 0, "unknown", "unknown", "unknown", "unknown", 0, "unknown",
                List.of());
    }

    /**
     * A kernel that was not timed on a layer, and why.
     *
     * @param slowdown how many times the fastest kernel's time it takes by the estimate that it was
     *     left out for; null where it was left out for something else
     */
    public record LeftOut(String layer, String kernel, String reason, Double slowdown) {
        /** Left out for something else than its time. */
        public LeftOut(String layer, String kernel, String reason) {
            this(layer, kernel, reason, null);
        }
    }

    /**
     * Reads the file.
     *
     * @throws BadInputException when it is missing, damaged, or holds something else
     */
    public static Conditions read(Path file) {
        try {
            Conditions conditions = JSON.treeToValue(Results.parse(file), Conditions.class);
            if (conditions.machine == null
                    || conditions.network == null
                    || conditions.size == null
                    || conditions.leftOut == null) {
                throw new BadInputException(file + ": fields are missing; measure again");
            }
            return conditions;
        } catch (JacksonException e) {
            throw new BadInputException(
                    file
                            + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + "; measure again with 'bench'",
                    e);
        }
    }

    /** The roof over its threads; but for the FMA peak all 0 where none was measured. */
    public Roof roof() {
        return roofs.getOrDefault(threads, new Roof(peakGflops, 0, 0, 0));
    }

    /** These, under measured roofs. */
    public Conditions under(Map<Integer, Roof> measured) {
        return new Conditions(
                machine,
                threads,
                peakGflops,
                network,
                size,
                profile,
                date,
                seconds,
                command,
                leftOut,
                measured);
    }

    /** These, on a machine that is described otherwise. */
    public Conditions on(Map<String, String> otherMachine) {
        return new Conditions(
                otherMachine,
                threads,
                peakGflops,
                network,
                size,
                profile,
                date,
                seconds,
                command,
                leftOut,
                roofs);
    }

    /** These, with another kernel left out. */
    public Conditions leavingOut(LeftOut another) {
        List<LeftOut> all = new ArrayList<>(leftOut);
        all.add(another);
        return new Conditions(
                machine,
                threads,
                peakGflops,
                network,
                size,
                profile,
                date,
                seconds,
                command,
                all,
                roofs);
    }

    /** These, having taken that many seconds. */
    public Conditions taking(long duration) {
        return new Conditions(
                machine,
                threads,
                peakGflops,
                network,
                size,
                profile,
                date,
                duration,
                command,
                leftOut,
                roofs);
    }

    /** What must be equal for results to be compared. */
    public Map<String, String> comparable() {
        Map<String, String> comparable = new LinkedHashMap<>(machine);
        comparable.put("threads", String.valueOf(threads));
        comparable.put("network", network);
        comparable.put("size", size);
        comparable.put("profile", profile);
        return comparable;
    }

    /** Where the conditions of a file of results are kept. */
    public static Path beside(Path results) {
        return results.resolveSibling(FILE);
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsBytes(this));
    }
}
