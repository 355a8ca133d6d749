package fcn.benchmarks.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a JVM has learned of this program in an earlier run (JEP 514: classes parsed and linked,
 * profiles of methods), in the user's cache folder: a file for each jar and JDK.
 */
final class StartCache {
    private StartCache() {}

    /**
     * Where it is or will be.
     *
     * @param java the java command
     * @param jar the program
     */
    static Path file(Path java, Path jar) throws IOException {
        Path release = java.resolveSibling("..").resolve("release").normalize();
        String key =
                jar.toRealPath()
                        + "\n"
                        + Files.size(jar)
                        + "\n"
                        + Files.getLastModifiedTime(jar)
                        + "\n"
                        + Files.readString(release);
        String name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        return folder().resolve("start-" + name + ".aot");
    }

    private static Path folder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        boolean usable = xdg != null && !xdg.isEmpty() && Path.of(xdg).isAbsolute();
        Path base = usable ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("fcn-kernels");
    }
}
