package fcn.kernels.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class AskingForLinesChangesNothing {
    @Test
    void inTheArrayOrBeyondItsEnd() {
        float[] array = counted(1000);
        for (int round = 0; round < 20_000; round++) {
            Prefetch.lines(array, 3, array.length);
        }
        assertThat(array).isEqualTo(counted(array.length));
    }

    private static float[] counted(int length) {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = i;
        }
        return array;
    }

    @Test
    void andGoesByTheFlagsThatLinuxTells(@TempDir Path folder) throws IOException {
        String processor = "processor\t: %d\nflags\t\t: fma fma avx512f%s\nbugs\t\t: amx_tile\n";
        Path two =
                Files.writeString(
                        folder.resolve("two"),
                        processor.formatted(0, " amx_tile") + processor.formatted(1, ""));
        Path none = Files.writeString(folder.resolve("none"), "processor\t: 0\nflags\t\t:\n");
        assertThat(Prefetch.flags(two)).containsExactlyInAnyOrder("fma", "avx512f", "amx_tile");
        assertThat(Prefetch.flags(none)).doesNotContain("amx_tile");
        assertThat(Prefetch.flags(folder.resolve("missing"))).isEmpty();
    }
}
