package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class ListsOfTransposedConvolutionsAreReadAsSuch {
    @TempDir private Path folder;

    @Test
    void afterTheOptionThatBenchdnnHas() throws IOException {
        String list = CommandLineRun.file(folder, "shapes", "ic3oc4ih5oh10kh2sh2n\"doubled\"");

        CommandLineRun run =
                CommandLineRun.of("check", "ALL", "--deconv", "--batch", list, "--no-timing");

        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("PASSED  SCATTER ").contains("PASSED  GATHER ");
        assertThat(run.output()).doesNotContain("uneven padding").doesNotContain("DIRECT");
    }

    @Test
    void butNotWithoutAList() {
        CommandLineRun run = CommandLineRun.of("check", "ALL", "ic3oc4ih5kh2", "--deconv");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("write deconv: before a shape");
    }
}
