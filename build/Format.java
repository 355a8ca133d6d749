import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code check} fails on Java sources that are not formatted, {@code apply} formats them. The build
 * starts it with the toolchain's java, so that it parses what that one compiles, whatever java
 * Maven runs on.
 */
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    public static void main(String[] args) throws Exception {
        boolean apply = args[0].equals("apply");
        int unformatted = 0;
        for (Path file : sources(Path.of(args[1]))) {
            String before = Files.readString(file);
            String after = formatted(before);
            if (!before.equals(after)) {
                unformatted++;
                System.out.println((apply ? "formatted " : "not formatted: ") + file);
                if (apply) {
                    Files.writeString(file, after);
                }
            }
        }
        if (unformatted > 0 && !apply) {
            System.out.println("format them with: mvn -N verify -Dformat=apply");
            System.exit(1);
        }
    }

    private static String formatted(String source) throws Exception {
        String ordered =
                ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(source), Style.AOSP);
        return FORMATTER.formatSource(ordered);
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> !p.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
