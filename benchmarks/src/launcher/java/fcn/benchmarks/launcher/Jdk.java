package fcn.benchmarks.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds an installed JDK that is new enough: the running one, JAVA_HOME's, else in the usual
 * folders.
 */
final class Jdk {
    static final int OLDEST = 25;

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");

    /** Folders that hold JDKs; {@code ~} is the person's home. */
    private static final List<String> FOLDERS =
            List.of(
                    "/usr/lib/jvm",
                    "/usr/lib64/jvm",
                    "/usr/java",
                    "/usr/local/lib/jvm",
                    "/opt",
                    "/opt/java",
                    "/opt/homebrew/opt",
                    "/Library/Java/JavaVirtualMachines",
                    "~/Library/Java/JavaVirtualMachines",
                    "~/.sdkman/candidates/java",
                    "~/.jdks",
                    "~/.gradle/jdks",
                    "~/.local/share/mise/installs/java",
                    "~/.asdf/installs/java",
                    "C:\\Program Files\\Java",
                    "C:\\Program Files\\Eclipse Adoptium",
                    "C:\\Program Files\\Microsoft",
                    "C:\\Program Files\\Zulu",
                    "C:\\Program Files\\Amazon Corretto",
                    "C:\\Program Files\\BellSoft");

    /** Where a JDK's home lies in its folder: itself, or deeper on macOS and in Homebrew. */
    private static final List<String> HOMES =
            List.of("", "Contents/Home", "libexec/openjdk.jdk/Contents/Home");

    private Jdk() {}

    /** The java command of the first that is new enough. */
    static Optional<Path> find() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null && !javaHome.isBlank()) {
            homes.add(Path.of(javaHome));
        }
        for (String folder : FOLDERS) {
            homes.addAll(homesIn(folder.replace("~", System.getProperty("user.home"))));
        }
        return homes.stream().filter(home -> feature(home) >= OLDEST).map(Jdk::java).findFirst();
    }

    private static List<Path> homesIn(String folder) {
        List<Path> homes = new ArrayList<>();
        boolean windows = folder.startsWith("C:");
        if (windows != System.getProperty("os.name").startsWith("Windows")) {
            return homes;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder))) {
            entries.forEach(entry -> HOMES.forEach(home -> homes.add(entry.resolve(home))));
        } catch (IOException e) {
            return homes; // no such folder here, or not ours to read
        }
        return homes;
    }

    /** The version that a JDK's {@code release} file states; 0 where there is none or no java. */
    private static int feature(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() && Files.isExecutable(java(home))
                    ? Integer.parseInt(version.group(1))
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path java(Path home) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return home.resolve("bin").resolve(windows ? "java.exe" : "java");
    }
}
