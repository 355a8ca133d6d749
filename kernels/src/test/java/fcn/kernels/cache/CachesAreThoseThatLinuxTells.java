package fcn.kernels.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CachesAreThoseThatLinuxTells {
    @Test
    void bySizeAndSharing(@TempDir Path folder) throws IOException {
        index(folder, 0, "1", "48K", "0");
        index(folder, 2, "2", "1024K", "0");
        index(folder, 3, "3", "32768K", "0-3,8");
        assertThat(Caches.in(folder)).isEqualTo(new Caches(1 << 20, 1 << 25, 5));
    }

    @Test
    void orUnknown(@TempDir Path folder) {
        assertThat(Caches.in(folder)).isEqualTo(new Caches(0, 0, 1));
    }

    private static void index(Path folder, int number, String level, String size, String shared)
            throws IOException {
        Path index = Files.createDirectories(folder.resolve("index" + number));
        Files.writeString(index.resolve("level"), level + "\n");
        Files.writeString(index.resolve("size"), size + "\n");
        Files.writeString(index.resolve("shared_cpu_list"), shared + "\n");
    }
}
