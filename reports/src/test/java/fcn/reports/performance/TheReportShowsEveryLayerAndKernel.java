package fcn.reports.performance;

import static fcn.reports.Samples.result;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Planner;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.network.Network;
import fcn.reports.Samples;
import fcn.reports.results.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        PerformanceReport.write(
                file, network, Samples.conditions(), results, plan, List.of(), Optional.empty());
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
    void withoutAnyResult() {
        PerformancePage empty =
                PerformancePage.of(
                        Samples.conditions(),
                        Contest.all(network, List.of(), List.of()),
                        plan,
                        List.of());
        assertThat(PerformanceReport.html(empty)).contains("Not timed: conv1, conv2, up");
    }

    private PerformancePage page() {
        return PerformancePage.of(
                Samples.conditions(),
                Contest.all(network, results, Samples.conditions().leftOut()),
                plan,
                List.of());
    }
}
