package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.network.Shapes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A list of shapes as benchdnn keeps them: shapes between blanks, {@code #} before a comment, and
 * options that hold for the shapes after them, of which {@code --mb=N} and {@code --reset} are
 * honoured. Whether its descriptors are of transposed convolutions, benchdnn's lists do not say.
 */
final class ShapeList {
    private static final int MOST_BYTES = 1 << 20;
    private static final String TRANSPOSED = "deconv:";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ShapeList() {}

    /**
     * Its shapes; an option that is not honoured stands in the list as unsupported.
     *
     * @param transposed whether descriptors without {@code deconv:} mean it
     */
    static List<NamedShape> read(Path file, Supplier<Shapes> network, boolean transposed)
            throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new BadInputException(file + ": too long for a list of shapes");
        }
        List<NamedShape> shapes = new ArrayList<>();
        int batch = 0;
        int number = 0;
        for (String line : lines(file)) {
            number++;
            for (String entry : BLANKS.split(line.replaceFirst("#.*", ""), -1)) {
                if (entry.matches("--mb=\\d{1,6}")) {
                    batch = Integer.parseInt(entry.substring("--mb=".length()));
                } else if (entry.equals("--reset")) {
                    batch = 0;
                } else if (entry.startsWith("--")) {
                    shapes.add(new NamedShape(entry, null, "an option that is not honoured here"));
                } else if (!entry.isEmpty()) {
                    String shape =
                            transposed && !entry.startsWith(TRANSPOSED)
                                    ? TRANSPOSED + entry
                                    : entry;
                    shapes.addAll(at(file, number, shape, network, batch));
                }
            }
        }
        if (shapes.isEmpty()) {
            throw new BadInputException(file + ": there is no shape in it");
        }
        return shapes;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not a text file in UTF-8", e);
        }
    }

    private static List<NamedShape> at(
            Path file, int line, String entry, Supplier<Shapes> network, int batch) {
        try {
            return NamedShape.of(entry, network, batch);
        } catch (BadInputException e) {
            throw new BadInputException(file + ", line " + line + ": " + e.getMessage(), e);
        }
    }
}
