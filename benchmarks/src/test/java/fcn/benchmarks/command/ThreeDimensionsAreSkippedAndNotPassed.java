package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class ThreeDimensionsAreSkippedAndNotPassed {
    @TempDir private Path folder;

    @Test
    void inAListOfBenchdnn() throws IOException {
        String list =
                CommandLineRun.file(
                        folder,
                        "shapes",
                        """
                        # a comment
                        --reset --mb=2
                        --dir=FWD_B ic3oc4id3ih5kh3n"volume"
                        ic3oc4ih5kh3n"flat"
                        """);

        CommandLineRun run = CommandLineRun.of("check", "DIRECT", "--batch", list, "--no-timing");

        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("three dimensions (id3)")
                .contains("1 passed, 0 failed, 2 skipped");
    }
}
