package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PagesOfANetworkComeByOneCommand {
    @TempDir private Path folder;

    @Test
    void eachInItsFile() throws IOException {
        String model = CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
        String out = folder.resolve("out").toString();

        CommandLineRun shapes =
                CommandLineRun.of("shapes", "--model", model, "--format", "html", "--out", out);
        CommandLineRun graph = CommandLineRun.of("graph", "--model", model, "--out", out);
        CommandLineRun explain =
                CommandLineRun.of("explain", "con*", "--model", model, "--out", out);

        assertThat(shapes.status() + graph.status() + explain.status()).isZero();
        assertThat(folder.resolve("out/shapes.html")).content().contains("1x3x5x7", "3x2x3x3, 3");
        assertThat(folder.resolve("out/graph.svg")).content().contains("3×5×7", "<svg xmlns");
        assertThat(folder.resolve("out/graph.html")).content().contains("id=\"conv\"");
        assertThat(folder.resolve("out/explain-con.html"))
                .content()
                .contains("5 × 7 → 5 × 7", "kernel 3 × 3");
    }

    @Test
    void orNotAtAll() {
        String out = folder.resolve("none").toString();
        for (String[] wrong :
                new String[][] {
                    {"explain", "conv9_9", "--out", out},
                    {"explain", "ic1oc1_ih4kh3oh7", "--out", out},
                    {"graph", "--color", "time", "--out", out},
                    {"graph", "--results", folder.resolve("missing.json").toString(), "--out", out}
                }) {
            CommandLineRun run = CommandLineRun.of(wrong);
            assertThat(run.status()).as(run.errors()).isEqualTo(2);
            assertThat(run.errors().strip().lines()).hasSize(1);
        }
        assertThat(Files.exists(folder.resolve("none"))).isFalse();
    }
}
