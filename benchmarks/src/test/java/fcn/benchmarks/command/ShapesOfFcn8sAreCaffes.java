package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesOfFcn8sAreCaffes {
    @ParameterizedTest
    @CsvSource({
        "conv1_1, 1x64x698x532",
        "pool1, 1x64x349x266",
        "pool3, 1x256x88x67",
        "pool5, 1x512x22x17",
        "fc6, 1x4096x16x11",
        "upscore2, 1x21x34x24",
        "upscore_pool4, 1x21x70x50",
        "upscore8, 1x21x568x408",
        "score, 1x21x500x334"
    })
    void at500x334(String blob, String shape) {
        CommandLineRun run = CommandLineRun.of("shapes", "--size", "500x334", "--format", "csv");

        assertThat(run.status()).isZero();
        assertThat(run.output()).contains(",blob," + blob + "," + shape + ",");
    }
}
