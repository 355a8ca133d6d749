package fcn.benchmarks.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was resident and was given back shows in the peak no more once that is forgotten. */
class ThePeakOfMemoryCanBeCountedAnew {
    private static final int BYTES = 256_000_000;

    @Test
    void afterWhatWasTakenIsGivenBack() {
        assumeTrue(Files.isWritable(Path.of("/proc/self/clear_refs")), "no Linux that forgets");
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(BYTES).fill((byte) 1);
        }
        double taken = ResidentMemory.peakMegabytes();
        ResidentMemory.forgetPeak();

        assertThat(taken - ResidentMemory.peakMegabytes()).isGreaterThan(0.5 * BYTES / 1e6);
    }
}
