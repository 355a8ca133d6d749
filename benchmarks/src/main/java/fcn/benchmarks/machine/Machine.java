package fcn.benchmarks.machine;

import fcn.kernels.simd.Species;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a figure was measured on.
 *
 * @param cpu the processor's name, or its architecture where the system does not tell
 * @param threads hardware threads that this JVM may use
 * @param vectorBits width of the vectors that the kernels use
 * @param jdk version and vendor
 * @param flags the JVM's options
 * @param os system and version
 * @param heapBytes the most that the heap may grow to
 * @param commit of this program's source, or {@code unknown}
 */
public record Machine(
        String cpu,
        int threads,
        int vectorBits,
        String jdk,
        List<String> flags,
        String os,
        long heapBytes,
        String commit) {

    public Machine {
        flags = List.copyOf(flags);
    }

    /** This one. */
    public static Machine current() {
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                Species.FLOAT.vectorBitSize(),
                System.getProperty("java.vm.version") + ", " + System.getProperty("java.vendor"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().maxMemory(),
                buildProperty("git.commit.id.abbrev"));
    }

    /** A property of the build that made this program, or {@code unknown}. */
    public static String buildProperty(String name) {
        Properties build = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("/fcn/build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return build.getProperty(name, "unknown");
    }

    private static String cpuName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
