package fcn.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mutants that compute the same, by the place that makes them so: {@code Class.method | part of
 * the source line, or nothing | part of the slip's text, or nothing | why}, a {@code *} after a
 * name's beginning standing for the rest.
 */
final class Equivalents {
    private record Place(Pattern where, String line, String slip, String why) {}

    private final List<Place> places;
    private final Path sources;

    Equivalents(Path list, Path sources) throws IOException {
        this.sources = sources;
        this.places =
                Files.readAllLines(list).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Equivalents::place)
                        .toList();
    }

    private static Place place(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not four parts: " + line);
        }
        String name = Pattern.quote(parts[0].strip()).replace("*", "\\E.*\\Q");
        return new Place(
                Pattern.compile(name), parts[1].strip(), parts[2].strip(), parts[3].strip());
    }

    /** Why a mutant computes the same; empty where the list does not say that it does. */
    Optional<String> why(Mutant mutant) throws IOException {
        String source = source(mutant);
        return places.stream()
                .filter(place -> place.where.matcher(mutant.where()).matches())
                .filter(place -> source.contains(place.line))
                .filter(place -> mutant.text().contains(place.slip))
                .map(Place::why)
                .findFirst();
    }

    /** The line of source, stripped. */
    String source(Mutant mutant) throws IOException {
        List<String> lines = Files.readAllLines(sources.resolve(mutant.file()));
        return mutant.line() < 1 ? "" : lines.get(mutant.line() - 1).strip();
    }
}
