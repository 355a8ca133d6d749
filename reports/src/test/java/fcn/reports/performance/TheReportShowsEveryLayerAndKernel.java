package fcn.reports.performance;

import static fcn.reports.Samples.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Planner;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reports.Samples;
import fcn.reports.results.Beside;
import fcn.reports.results.Result;
import fcn.reports.results.Savings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TheReportShowsEveryLayerAndKernel {
    private final Network network = Samples.network();
    private final Plan plan = Planner.plan(network, List.of());
    private final List<Result> results =
            List.of(
                    result("conv1", Convolutions.DIRECT, 0.02, 0.019, 0.021),
                    result("conv1", Convolutions.DIRECT_SIMD, 0.01, 0.009, 0.011),
                    result("up", TransposedConvolutions.GATHER, 1, 0.5, 1.5));

    @Test
    void asText() {
        PerformancePage page = page();
        assertThat(page.sections())
                .extracting(LayerSection::layer)
                .containsExactly("conv1", "conv2", "up");
        LayerSection conv1 = page.sections().getFirst();
        assertThat(conv1.bars())
                .extracting(LayerSection.Bar::kernel)
                .containsExactly("DIRECT_SIMD", "DIRECT");
        assertThat(conv1.bars().getFirst().milliseconds()).isEqualTo("0.0100 ms");
        // 2 · 16 · 16 · 9 · 12 · 8 operations in 10 µs, of a peak of 100
        assertThat(conv1.bars().getFirst().gflops()).isEqualTo("44.2");
        assertThat(conv1.bars().getFirst().share()).isEqualTo("44%");
        assertThat(conv1.shape())
                .isEqualTo(
                        "16 → 16 channels, 12 × 8 → 12 × 8, kernel 3 × 3, pad 1; 0.000442 GFLOP");
        assertThat(conv1.sharing()).contains("conv2");
        assertThat(page.summary().facts()).containsEntry("winners together", "1.02 ms");
        assertThat(page.summary().facts()).containsEntry("layers timed", "3 of 3");
    }

    @Test
    void barsReachAsFarAsTheirFigures() {
        PerformancePage page = page();
        // the peak of 100 stands at 1 / 1.04 of the width
        assertThat(page.peak()).isEqualTo("96.15%");
        assertThat(page.sections().getFirst().bars().getFirst().width()).isEqualTo("42.54%");
    }

    @Test
    void asAPage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        PerformanceReport.write(file, network, Samples.conditions(), results, plan, Beside.NOTHING);
        String html = Files.readString(file);
        for (String shown :
                List.of(
                        "conv1",
                        "conv2",
                        "up",
                        "DIRECT_SIMD",
                        "GATHER",
                        "left out: a run takes 9")) {
            assertThat(html).contains(shown);
        }
        assertThat(html).contains("A&lt;B&gt; &amp; sons").doesNotContain("A<B>");
        assertThat(html).doesNotContain("http:", "https:", "<script src", "NaN", "Infinity");
    }

    @Test
    void andWhatIsLeftOutWhereThatWasMeasured(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(
                folder.resolve(Savings.FILE),
                """
                {"conditions": {"threads": "2"}, "lines": [{"without": "frame", "what": "computes all",
                 "all_ms": 276.9, "without_ms": 433.1, "ratio": 1.53, "all_bytes": 1118000000,
                 "without_bytes": 1157000000, "error": 2.5e-5, "flips": 3, "pixels": 167000}]}
                """);
        PerformanceReport.write(
                file,
                network,
                Samples.conditions(),
                results,
                plan,
                Beside.of(folder.resolve("results.json")));
        assertThat(Files.readString(file))
                .contains("computes all", "433", "277", "1.53", "1,157", "3 of 167,000", "2.5e-05");
    }

    @Test
    void savingsThatAreNoneAreRefused(@TempDir Path folder) throws IOException {
        Path results = folder.resolve("results.json");
        assertThat(Savings.beside(results)).isEmpty();
        for (String content : new String[] {"[", "[]", "{}", "{\"lines\": [{}]}"}) {
            Files.writeString(folder.resolve(Savings.FILE), content);
            assertThatThrownBy(() -> Savings.beside(results))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(Savings.FILE);
        }
    }

    @Test
    void withoutAnyResult() {
        PerformancePage empty =
                PerformancePage.of(
                        Samples.conditions(),
                        Contest.all(network, List.of(), List.of()),
                        plan,
                        Beside.NOTHING);
        assertThat(PerformanceReport.html(empty)).contains("Not timed: conv1, conv2, up");
    }

    private PerformancePage page() {
        return PerformancePage.of(
                Samples.conditions(),
                Contest.all(network, results, Samples.conditions().leftOut()),
                plan,
                Beside.NOTHING);
    }
}
