package fcn.benchmarks.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts the program with a JDK that can run it, whatever java was asked to. Its arguments and its
 * exit status pass through; {@code FCN_JAVA_OPTS} adds options of that java, such as {@code
 * -Xmx8g}.
 */
public final class Launcher {
    private static final String MAIN = "fcn.benchmarks.command.Main";
    private static final String WARM = "warm";
    private static final String VECTOR = "jdk.incubator.vector";
    private static final int BAD_USAGE = 2;

    /**
     * Names in the program's environment when this class was asked to start it, in milliseconds of
     * the epoch, for those who time it: some 50 ms after its process began, of which Linux tells
     * the second alone.
     */
    private static final String CALLED = "FCN_CALLED";

    private static final long NOW = System.currentTimeMillis();

    /**
     * Address space for all that FCN-8s takes, so that large arrays are where they stay from the
     * start. In a heap that has to grow for them the collector puts small objects there too.
     */
    private static final int START_MEGABYTES = 1600;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        if (Runtime.version().feature() >= Jdk.OLDEST
                && ModuleLayer.boot().findModule(VECTOR).isPresent()) {
            Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) args);
            return;
        }
        Optional<Path> java = Jdk.find();
        if (java.isEmpty()) {
            System.err.println(
                    "fcn: no JDK "
                            + Jdk.OLDEST
                            + " or newer found; install one (https://adoptium.net) and let"
                            + " JAVA_HOME name its folder");
            System.exit(BAD_USAGE);
        }
        System.exit(run(command(java.get(), args)));
    }

    /** What starts the program under that java. */
    static List<String> command(Path java, String[] args) throws IOException, URISyntaxException {
        Path jar =
                Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        boolean warm = warms(args);
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("--add-modules=" + VECTOR);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow"); // JMH's, which the JVM warns of
        if (hasHugePages()) {
            command.add("-XX:+UseTransparentHugePages");
        }
        command.add("-XX:ObjectAlignmentInBytes=64"); // arrays begin alike in their cache lines
        // loops of a few hundred calls are compiled as whole methods, not first as copies under way
        command.add("-XX:Tier4MinInvocationThreshold=150");
        command.add("-Djava.awt.headless=true");
        if (!System.getProperty("os.name").startsWith("Windows")) {
            command.add("-Dstdout.encoding=UTF-8");
            command.add("-Dstderr.encoding=UTF-8");
        }
        String set = System.getenv("FCN_JAVA_OPTS");
        List<String> options =
                set == null || set.isBlank() ? List.of() : List.of(set.trim().split("\\s+"));
        command.addAll(memory(options, Runtime.getRuntime().maxMemory()));
        command.addAll(options);
        Path cache = StartCache.file(java, jar);
        if (warm) {
            Files.createDirectories(cache.getParent());
            command.add("-XX:AOTCacheOutput=" + cache);
            command.add("-Xlog:aot=off"); // that added modules have no archived graph
        } else if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-cp");
        command.add(jar.toString());
        command.add(MAIN);
        List<String> arguments = List.of(args);
        command.addAll(warm && args.length > 1 ? arguments.subList(1, args.length) : arguments);
        return command;
    }

    /** Whether what follows {@code warm} is to be run and learned from; its own help is not. */
    private static boolean warms(String[] args) {
        return args.length > 0
                && args[0].equals(WARM)
                && (args.length == 1 || !args[1].startsWith("-"));
    }

    /**
     * A heap that holds little but what is used: large arrays of numbers are nearly all of it,
     * which a collector of regions would round up and a large young generation only delay; a full
     * collection leaves nothing dead between what is alive, and gives back at once what is free.
     *
     * @param options that somebody chose, which take precedence
     * @param most bytes that a heap may have by default
     */
    static List<String> memory(List<String> options, long most) {
        if (options.stream().anyMatch(o -> o.matches("-XX:\\+Use\\w+GC"))) {
            return List.of();
        }
        List<String> memory = new ArrayList<>();
        memory.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:-ShrinkHeapInSteps",
                        "-XX:MarkSweepDeadRatio=0",
                        "-Xmn8m"));
        boolean sized =
                options.stream()
                        .anyMatch(o -> o.matches("-Xm[sx].+|-XX:\\w+(HeapSize|RAM|Percentage)=.+"));
        if (!sized && most >> 20 >= START_MEGABYTES) {
            memory.add("-Xms" + START_MEGABYTES + "m");
            memory.add("-XX:PretenureSizeThreshold=1m");
        }
        return memory;
    }

    /** Whether this is a Linux that gives out huge pages; the JVM would warn where it does not. */
    private static boolean hasHugePages() {
        try {
            String setting =
                    Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
            return setting.contains("[always]") || setting.contains("[madvise]");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Runs it on this terminal. When this process is told to end, so is that one, and waited for.
     */
    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = process(command).start();
        Thread errors =
                new Thread(
                        () -> WarningFilter.copy(process.getErrorStream(), System.err), "stderr");
        errors.start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    process.destroy();
                                    waitFor(process, errors);
                                },
                                "stop"));
        int status = process.waitFor();
        errors.join();
        return status;
    }

    /** That command on this terminal, but for its errors, told when this program was called. */
    static ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        process.environment().put(CALLED, String.valueOf(NOW));
        return process.redirectError(ProcessBuilder.Redirect.PIPE);
    }

    private static void waitFor(Process process, Thread errors) {
        try {
            process.waitFor();
            errors.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
