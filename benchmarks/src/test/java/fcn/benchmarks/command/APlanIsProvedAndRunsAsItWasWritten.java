package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.benchmarks.tuning.CostCache;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class APlanIsProvedAndRunsAsItWasWritten {
    @TempDir private Path folder;
    private String before;
    private String model;
    private String out;

    @BeforeEach
    void keepInAFolderOfItsOwn() throws IOException {
        before = System.setProperty(CostCache.FOLDER, folder.resolve("cache").toString());
        model = CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
        out = folder.resolve("out").toString();
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(CostCache.FOLDER);
        } else {
            System.setProperty(CostCache.FOLDER, before);
        }
    }

    private CommandLineRun plan(String... more) {
        String[] arguments = {"plan", "--model", model, "--out", out, "--threads", "1"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandLineRun.of(all);
    }

    @Test
    void measuredOnceThenKept() throws IOException {
        CommandLineRun first = plan();
        assertThat(first.status()).as(first.errors()).isZero();
        assertThat(first.errors()).contains("measuring 1/");
        assertThat(first.output())
                .contains("no plan is cheaper under these times: a lower bound of")
                .contains(
                        "memory",
                        "activations and workspace",
                        "draws of all times",
                        "best by error");
        assertThat(Files.readString(Path.of(out, "plan.html"))).contains("<svg", "conv");
        String prototxt = Files.readString(Path.of(out, "plan.prototxt"));
        assertThat(prototxt).contains("made_on", "threads: 1", "layer: \"conv\"");

        CommandLineRun second = plan();
        assertThat(second.errors()).isEmpty();
        assertThat(second.output()).isEqualTo(first.output());

        CommandLineRun time =
                CommandLineRun.of(
                        "time", "--model", model, "--runs", "1", "--plan", out + "/plan.prototxt");
        assertThat(time.status()).as(time.errors()).isZero();

        CommandLineRun tight = plan("--memory", "100");
        assertThat(tight.status()).isEqualTo(2);
        assertThat(tight.errors()).contains("no plan found with --memory 100 B").hasLineCount(1);
        CommandLineRun wide = plan("--memory", "1.2G", "--error", "0.1");
        assertThat(wide.output()).contains("no plan within these limits is cheaper");
    }

    @Test
    void nothingIsMeasuredWhereThatIsNotWanted() {
        CommandLineRun run = plan("--no-measure");
        assertThat(run.status()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("built-in ranking");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThat(plan("--memory", "much").status()).isEqualTo(2);
        CommandLineRun run = plan("--error", "-1");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("--error -1.0: write a bound above 0");
    }
}
