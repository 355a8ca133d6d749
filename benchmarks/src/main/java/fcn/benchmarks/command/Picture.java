package fcn.benchmarks.command;

import fcn.reference.BadInputException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures from files of any format that ImageIO reads. */
final class Picture {
    private static final long MOST_PIXELS = 50_000_000;

    private Picture() {}

    /**
     * Reads one.
     *
     * @throws BadInputException when it is no picture, broken, or too large
     */
    static BufferedImage read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadInputException(
                        file
                                + ": no picture of a known format; take one of "
                                + String.join(", ", formats()));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new BadInputException(
                            "%s: %d x %d pixels are too many; scale it down"
                                    .formatted(file, reader.getHeight(0), reader.getWidth(0)));
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadInputException(
                    file + ": a broken picture (" + e.getMessage() + "); take another copy", e);
        }
    }

    private static Iterable<String> formats() {
        return Arrays.stream(ImageIO.getReaderFileSuffixes()).sorted().toList();
    }
}
