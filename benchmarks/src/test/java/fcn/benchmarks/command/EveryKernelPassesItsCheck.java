package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryKernelPassesItsCheck {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ic5oc19ih9iw23kh3ph1",
                "g2ic4oc6ih7kh3sh2ph4dh1",
                "mb2ic3oc4ih5kh5ph2",
                "deconv:ic5oc5ih6kh4sh2",
                "deconv:g2ic4oc6ih5kh3sh5ph1dh1"
            })
    void onShapesWithTails(String shape) {
        CommandLineRun run =
                CommandLineRun.of("check", "ALL", shape, "--no-timing", "--threads", "2");

        assertThat(run.output()).contains("PASSED").doesNotContain("FAILED");
        assertThat(run.status()).isZero();
    }
}
