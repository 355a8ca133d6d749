package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** With the launcher's collector and young generation, which else take new memory first. */
class GarbageIsCollectedBeforeItFillsTheHeap {
    private static final long LIMIT = 2L << 30;
    private static final int ARRAY = 32 << 20;
    private static final int ARRAYS = 100;

    @Test
    void ofLargeArrays() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmn8m",
                                "-Xmx" + LIMIT,
                                "-cp",
                                System.getProperty("java.class.path"),
                                GarbageIsCollectedBeforeItFillsTheHeap.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String most = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(most.strip())).isLessThan(LIMIT / 4);
    }

    /** Drops large arrays; tells the most bytes of heap that the JVM had. */
    public static void main(String[] arguments) {
        long most = 0;
        for (int i = 0; i < ARRAYS; i++) {
            most += new byte[ARRAY].length - ARRAY;
            Heap.tidy();
            most = Math.max(most, Runtime.getRuntime().totalMemory());
        }
        System.out.printf(Locale.ROOT, "%d%n", most);
    }
}
