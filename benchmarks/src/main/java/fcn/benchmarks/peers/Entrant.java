package fcn.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who takes part: a name, and how its process is started.
 *
 * @param classPath of its process
 * @param main its class
 * @param arguments of it; the number of threads follows
 * @param options of its JVM
 * @param installBytes of what must be installed besides Java
 * @param fresh whether it gets a new process for each layer: what a JVM has run before changes how
 *     it compiles a kernel, which is nothing to a native library
 * @param layers whether it takes part in layers, or in the network alone
 */
record Entrant(
        String name,
        List<Path> classPath,
        String main,
        List<String> arguments,
        List<String> options,
        long installBytes,
        boolean fresh,
        boolean layers) {
    /** Set on some machines to make one library slow or its results repeatable. */
    private static final List<String> NEUTRAL =
            List.of(
                    "OPENBLAS_CORETYPE",
                    "OPENBLAS_L2_SIZE",
                    "DNNL_MAX_CPU_ISA",
                    "ONEDNN_MAX_CPU_ISA",
                    "DNNL_DEFAULT_FPMATH_MODE",
                    "ONEDNN_DEFAULT_FPMATH_MODE",
                    "ATEN_CPU_CAPABILITY",
                    "OMP_WAIT_POLICY",
                    "KMP_BLOCKTIME");

    /** glibc keeps what is freed, in huge pages where the system gives them out on request. */
    private static final Map<String, String> MALLOC =
            Map.of(
                    "MALLOC_TRIM_THRESHOLD_", "8589934592",
                    "MALLOC_TOP_PAD_", "67108864",
                    "MALLOC_MMAP_MAX_", "0",
                    "MALLOC_ARENA_MAX", "1",
                    "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    /** What was set in every process, for people. */
    static Map<String, String> environment(int threads) {
        Map<String, String> set = new TreeMap<>(MALLOC);
        set.put("OMP_NUM_THREADS", String.valueOf(threads));
        set.put("OPENBLAS_NUM_THREADS", String.valueOf(threads));
        set.put("MKL_NUM_THREADS", String.valueOf(threads));
        return set;
    }

    /** Its process, ready to start. */
    ProcessBuilder process(int threads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.awt.headless=true");
        if (hasHugePages()) {
            command.add("-XX:+UseTransparentHugePages");
        }
        command.addAll(options);
        command.add("-cp");
        command.add(
                String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.add(main);
        command.addAll(arguments);
        command.add(String.valueOf(threads));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(NEUTRAL);
        builder.environment().putAll(environment(threads));
        return builder;
    }

    private static boolean hasHugePages() {
        try (Stream<String> lines =
                Files.lines(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"))) {
            return lines.anyMatch(line -> line.matches(".*\\[(always|madvise)\\].*"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
