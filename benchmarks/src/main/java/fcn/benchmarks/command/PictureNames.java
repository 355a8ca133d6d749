package fcn.benchmarks.command;

import fcn.benchmarks.picture.Picture;
import fcn.benchmarks.picture.PictureFiles;
import fcn.reference.BadInputException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which order pictures are taken, and how what is made of them is named. */
final class PictureNames {
    private PictureNames() {}

    /** A file's name without its ending; where two are named so, the later one with a number. */
    static Map<Path, String> of(List<Path> files) {
        Map<Path, String> names = new LinkedHashMap<>();
        for (Path file : files) {
            String name = PictureFiles.name(file);
            String free = name;
            for (int i = 2; names.containsValue(free); i++) {
                free = name + "-" + i;
            }
            names.put(file, free);
        }
        return names;
    }

    /** Those of one size together, so that the network is prepared once for them. */
    static List<Path> bySize(List<Path> files) {
        Map<Optional<Picture.Extent>, List<Path>> sizes = new LinkedHashMap<>();
        for (Path file : files) {
            sizes.computeIfAbsent(extent(file), size -> new ArrayList<>()).add(file);
        }
        return sizes.values().stream().flatMap(List::stream).toList();
    }

    private static Optional<Picture.Extent> extent(Path file) {
        try {
            return Optional.of(Picture.extent(file));
        } catch (BadInputException | IOException e) {
            return Optional.empty(); // reading it will say why
        }
    }
}
