package fcn.reports.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fcn.kernels.plan.Planner;
import fcn.reference.BadInputException;
import fcn.reports.Samples;
import fcn.reports.results.Beside;
import fcn.reports.results.PeerResults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class APeerThatIsFasterIsNamedFirst {
    private final PeerSection section = PeerSection.of(Samples.peers());

    @Test
    void inWordsAndInTheTable() {
        assertThat(section.faster())
                .containsExactly(
                        "fast on conv1, 2 threads: brgemm takes 80% of our time (0.80 to 0.80)");
        PeerSection.Table layers = section.tables().getFirst();
        assertThat(layers.columns()).containsExactly("layer", "fcn-kernels", "fast", "broken");
        // layers of one shape have a row each
        assertThat(layers.rows()).hasSize(3);
        List<PeerSection.Cell> conv2 = layers.rows().get(1);
        assertThat(conv2.get(0).text()).isEqualTo("conv2");
        assertThat(conv2.get(1).text()).isEqualTo("1.00 DIRECT_SIMD (2e-07)");
        assertThat(conv2.get(2)).isEqualTo(new PeerSection.Cell("0.800 (0.80 ×, 3e-07)", "peer"));
        assertThat(conv2.get(3).text()).isEqualTo("failed");
        assertThat(layers.rows().get(2).get(2).kind()).isEqualTo("tie");
    }

    @Test
    void theNetworkHasItsMemoryAndItsStart() {
        PeerSection.Table network = section.tables().getLast();
        assertThat(network.rows().get(1).stream().map(PeerSection.Cell::text))
                .containsExactly("fast", "2.00 (2.00 ×)", "1.5", "900", "90.0", "1e-06");
    }

    @Test
    void beforeEverythingElseInThePage(@TempDir Path folder) throws IOException {
        Samples.peers().write(folder);
        Path report = folder.resolve("report.html");
        PerformanceReport.write(
                report,
                Samples.network(),
                Samples.conditions(),
                List.of(),
                Planner.plan(Samples.network(), List.of()),
                Beside.of(folder.resolve("results.json")));
        String html = Files.readString(report);
        String line = "fast on conv1, 2 threads: brgemm takes 80% of our time";
        assertThat(html).contains(line).contains("A&lt;B&gt; &amp; sons");
        assertThat(html.indexOf(line)).isLessThan(html.indexOf("<h2 id=\"winners\">"));
        assertThat(html.indexOf(line)).isLessThan(html.indexOf("<table"));
    }

    @Test
    void inMarkdownInBold() {
        assertThat(section.markdown())
                .startsWith("Where a peer is faster:\n\n- fast on conv1")
                .contains("| conv1 | 1.00 DIRECT_SIMD (2e-07) | **0.800 (0.80 ×, 3e-07)** |")
                .endsWith("\n    java -jar benchmarks.jar bench --peers --size 12x8\n");
    }

    @Test
    void whereTheIntervalsPart() {
        assertThat(PeerRatio.cut(4)).isZero();
        // 2 · (1 + 8) / 2^8 = 7%, 2 · (1 + 8 + 28) / 2^8 = 29%
        assertThat(PeerRatio.cut(8)).isEqualTo(1);
        PeerRatio ratio = ratio(List.of(2.0, 9.0, 4.0, 3.0, 6.0, 1.0, 8.0, 5.0));
        assertThat(ratio.median()).isCloseTo(4.5, within(1e-12));
        assertThat(ratio.low()).isEqualTo(2);
        assertThat(ratio.high()).isEqualTo(8);
        assertThat(ratio.verdict()).isEqualTo(PeerRatio.Verdict.OURS);
        assertThat(ratio(List.of(0.9, 0.9, 0.9, 1.1)).verdict()).isEqualTo(PeerRatio.Verdict.TIE);
        // clear of 1, but by less than what would be found again
        assertThat(ratio(List.of(0.98, 0.98, 0.99)).verdict()).isEqualTo(PeerRatio.Verdict.TIE);
    }

    @Test
    void fromAFileThatIsWholeOnly(@TempDir Path folder) throws IOException {
        assertThat(PeerResults.beside(folder.resolve("results.json"))).isEqualTo(Optional.empty());
        Samples.peers().write(folder);
        assertThat(PeerResults.beside(folder.resolve("results.json"))).contains(Samples.peers());
        Files.writeString(folder.resolve(PeerResults.FILE), "{\"network\": \"small\"}");
        assertThatThrownBy(() -> PeerResults.beside(folder.resolve("results.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("peers.json")
                .hasMessageContaining("bench --peers");
    }

    private static PeerRatio ratio(List<Double> turns) {
        List<Double> ours = turns.stream().map(turn -> 1.0).toList();
        return PeerRatio.of(new PeerResults.Entry("fast", "", turns, ours, null, null, null, null));
    }
}
