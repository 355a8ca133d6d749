package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.reports.results.Conditions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ReportTellsAProgramTheWinners {
    private static final String SHAPE = "ic2oc3_ih5iw7kh3ph1";

    private static final double GFLOP = 2 * 3 * 2 * 9 * 35 / 1e9;

    @TempDir private Path folder;

    @Test
    void withMarginTieAndWhatWasLeftOut() throws IOException {
        String results =
                CommandLineRun.file(
                        folder,
                        "results.json",
                        "[%s, %s, %s]"
                                .formatted(
                                        result("IM2COL_GEMM", 0.010, 0.012),
                                        result("DIRECT", 0.011, 0.013),
                                        result("KN2ROW", 0.020, 0.022)));
        new Conditions(
                        Map.of(),
                        2,
                        10,
                        "small",
                        "5x7",
                        "quick",
                        "2026-01-02T03:04:05Z",
                        1,
                        "bench",
                        List.of(
                                new Conditions.LeftOut("conv", "FFT", "failed: no memory"),
                                new Conditions.LeftOut("conv", "MEC", "too slow", 3.5),
                                new Conditions.LeftOut("conv", "DIRECT_SIMD", "too slow", 4.0)))
                .write(folder.resolve(Conditions.FILE));
        Path json = folder.resolve("winners.json");

        CommandLineRun run =
                CommandLineRun.of(
                        "report",
                        "--results",
                        results,
                        "--model",
                        CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL),
                        "--out",
                        folder.toString(),
                        "--json",
                        json.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        JsonNode told = new JsonMapper().readTree(json);
        JsonNode conv = told.at("/layers/0");
        assertThat(told.get("network_ms").asDouble()).isCloseTo(0.011, within(1e-9));
        assertThat(conv.get("layer").asString()).isEqualTo("conv");
        assertThat(conv.get("winner").asString()).isEqualTo("IM2COL_GEMM");
        assertThat(conv.get("ms").asDouble()).isCloseTo(0.011, within(1e-9));
        assertThat(conv.get("gflops").asDouble()).isCloseTo(GFLOP / 0.011e-3, within(1e-6));
        assertThat(conv.get("share_of_peak").asDouble())
                .isCloseTo(GFLOP / 0.011e-3 / 10, within(1e-6));
        assertThat(conv.get("runner_up").asString()).isEqualTo("DIRECT");
        assertThat(conv.get("margin").asDouble()).isCloseTo(12.0 / 11, within(1e-6));
        assertThat(conv.get("tie").size()).isEqualTo(1);
        assertThat(conv.at("/tie/0").asString()).isEqualTo("DIRECT");
        assertThat(told.at("/left_out/0/reason").asString()).isEqualTo("failed: no memory");
        assertThat(told.at("/left_out/1/slowdown").asDouble()).isEqualTo(3.5);
        assertThat(run.output())
                .contains("conv FFT left out: failed: no memory")
                .contains("conv: MEC 3.50×, DIRECT_SIMD 4.00×")
                .contains("tie with DIRECT");
    }

    /** A result of JMH with two figures. */
    private static String result(String kernel, double low, double high) {
        return """
        {"params": {"kernel": "%s", "shape": "%s", "threads": "2"},
         "primaryMetric": {"score": %s, "scoreUnit": "ms/op", "rawData": [[%s, %s]]}}
        """
                .formatted(kernel, SHAPE, (low + high) / 2, low, high);
    }
}
