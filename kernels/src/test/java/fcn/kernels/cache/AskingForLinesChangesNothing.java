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
    void andIsDoneWhereLinuxTellsOfAmx(@TempDir Path folder) throws IOException {
        Path newer =
                Files.writeString(folder.resolve("a"), cpuinfo("fma avx512f amx_tile amx_int8"));
        Path older = Files.writeString(folder.resolve("b"), cpuinfo("fma avx512f"));
        assertThat(Prefetch.amx(newer)).isTrue();
        assertThat(Prefetch.amx(older)).isFalse();
        assertThat(Prefetch.amx(folder.resolve("none"))).isFalse();
    }

    private static String cpuinfo(String flags) {
        return "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: " + flags + "\n";
    }
}
