package fcn.benchmarks.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class WhoSizesTheHeapHasItSo {
    private static List<String> memory(long mostMegabytes, String... options) {
        return Launcher.memory(List.of(options), mostMegabytes << 20);
    }

    @Test
    void byItsSize() {
        assertThat(memory(6000)).contains("-Xmn8m", "-Xms1600m", "-XX:MarkSweepDeadRatio=0");
        assertThat(memory(6000, "-Xmx1g")).contains("-Xmn8m").doesNotContain("-Xms1600m");
        assertThat(memory(6000, "-XX:MaxRAMPercentage=10")).doesNotContain("-Xms1600m");
        assertThat(memory(6000, "-XX:MaxRAM=2g")).doesNotContain("-Xms1600m");
        assertThat(memory(6000, "-Dfcn.vector.bits=256")).contains("-Xms1600m");
    }

    @Test
    void byItsCollector() {
        assertThat(memory(6000, "-XX:+UseG1GC")).isEmpty();
    }

    @Test
    void andASmallMachineHasASmallOne() {
        assertThat(memory(500)).contains("-XX:+UseSerialGC").doesNotContain("-Xms1600m");
    }
}
