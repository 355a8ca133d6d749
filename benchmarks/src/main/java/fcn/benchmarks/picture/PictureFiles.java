package fcn.benchmarks.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** Which pictures are meant. */
public final class PictureFiles {
    private PictureFiles() {}

    /** Endings of files that can be read, in lower case. */
    public static List<String> formats() {
        return Arrays.stream(ImageIO.getReaderFileSuffixes())
                .map(suffix -> suffix.toLowerCase(Locale.ROOT))
                .filter(suffix -> !suffix.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The files themselves, and for a folder the pictures that lie in it, by name; each once. A
     * folder that holds none stands for itself. Of a folder those are left out that were made of
     * others in it.
     *
     * @param made endings of what is made, such as {@code _labels.png}
     */
    public static List<Path> of(List<Path> paths, List<String> made) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> inside = inside(path);
            Set<String> names = new LinkedHashSet<>();
            inside.forEach(file -> names.add(name(file)));
            List<Path> pictures = new ArrayList<>();
            for (Path file : inside) {
                if (made.stream().noneMatch(ending -> isMade(file, ending, names))) {
                    pictures.add(file);
                }
            }
            files.addAll(pictures.isEmpty() ? List.of(path) : pictures);
        }
        return List.copyOf(files);
    }

    private static List<Path> inside(Path folder) throws IOException {
        List<String> formats = formats();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> formats.contains(ending(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMade(Path file, String ending, Set<String> names) {
        String name = file.getFileName().toString();
        return name.endsWith(ending)
                && names.contains(name.substring(0, name.length() - ending.length()));
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** A file's name without its ending. */
    public static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }
}
