package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.reports.results.Conditions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class CompareFailsOnARegression {
    private static final String STEADY = "[1.0, 1.01, 0.99], [1.0, 1.02, 0.98], [1.0, 1.01, 1.0]";
    private static final String SLOW = "[1.2, 1.21, 1.19], [1.2, 1.22, 1.18], [1.2, 1.21, 1.2]";

    @TempDir private Path folder;

    @Test
    void andOnNothingElse() throws IOException {
        Path before = results("before", STEADY, "vendor 1", 2);
        Path after = results("after", SLOW, "vendor 1", 2);
        Path json = folder.resolve("comparison.json");

        CommandLineRun worse = compare(before, after, "--json", json.toString());
        assertThat(worse.status()).isEqualTo(1);
        assertThat(worse.output()).contains("conv1  DIRECT").contains("1.200").contains("slower");
        JsonNode row = new JsonMapper().readTree(json).at("/rows/0");
        assertThat(row.get("ratio").asDouble()).isCloseTo(1.2, within(1e-9));
        assertThat(row.get("verdict").asString()).isEqualTo("slower");
        assertThat(row.get("a_forks").asInt()).isEqualTo(3);

        assertThat(compare(after, before).status()).isZero();
        assertThat(compare(before, after, "--threshold", "30").output()).contains("1 same");
        Path out = folder.resolve("drawn");
        CommandLineRun drawn = compare(before, after, "--markdown", "--out", out.toString());
        assertThat(drawn.output())
                .startsWith("| layer | kernel |")
                .contains("| conv1 | DIRECT | 1.00 |")
                .doesNotContain("compare.html");
        assertThat(drawn.errors()).contains("compare.html");
        assertThat(out.resolve("compare.html")).content().contains("1.200", "compare before after");
    }

    @Test
    void applesAreNotComparedWithOranges() throws IOException {
        Path here = results("here", STEADY, "vendor 1", 2);
        Path there = results("there", STEADY, "vendor 2", 2);
        Path alone = results("alone", STEADY, "vendor 1", 1);

        CommandLineRun refused = compare(here, there);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.errors()).contains("processor: vendor 1, not vendor 2");
        assertThat(compare(here, alone).errors()).contains("threads: 2, not 1");
        CommandLineRun told = compare(here, there, "--anyway");
        assertThat(told.status()).isZero();
        assertThat(told.output()).contains("warning: processor: vendor 1, not vendor 2");
    }

    @Test
    void fewRepetitionsAreWarnedAbout() throws IOException {
        Path few = results("few", "[1.0, 1.01], [1.0, 0.99]", "vendor 1", 2);
        assertThat(compare(few, few).output()).contains("fewer than 9 repetitions");
        Path enough = results("enough", STEADY, "vendor 1", 2);
        assertThat(compare(enough, enough).output()).doesNotContain("warning");
        Path single =
                results("single", "[1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8]", "vendor 1", 2);
        assertThat(compare(single, single).output()).contains("single JVM");
    }

    private static CommandLineRun compare(Path first, Path second, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "compare";
        all[1] = first.toString();
        all[2] = second.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return CommandLineRun.of(all);
    }

    private Path results(String name, String rawData, String processor, int threads)
            throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        CommandLineRun.file(
                place,
                "results.json",
                """
                [{"params": {"kernel": "DIRECT", "shape": "ic2oc3_ih5iw7kh3ph1_n\\"conv1\\"",
                             "threads": "%d"},
                  "primaryMetric": {"score": 1, "scoreUnit": "ms/op", "rawData": [%s]}}]
                """
                        .formatted(threads, rawData));
        new Conditions(
                        Map.of("processor", processor),
                        threads,
                        10,
                        "small",
                        "5x7",
                        "quick",
                        "2026-01-02T03:04:05Z",
                        1,
                        "bench",
                        List.of())
                .write(place.resolve(Conditions.FILE));
        return place;
    }
}
