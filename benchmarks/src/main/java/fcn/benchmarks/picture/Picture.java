package fcn.benchmarks.picture;

import fcn.reference.BadInputException;
import fcn.reference.fcn8s.Fcn8s;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture from a file of any format that ImageIO reads, the first where there are several: turned
 * upright as EXIF says, grey repeated in red, green and blue with its values as stored, CMYK turned
 * into RGB, transparency dropped and not blended: the colours below it count as stored.
 *
 * @param pixels red, green and blue of 8 bits
 * @param notes what was done that a person would want to know
 */
public record Picture(BufferedImage pixels, List<String> notes) {
    private static final long MOST_PIXELS = 50_000_000;

    /** Formats of films and of many pages. */
    private static final Set<String> SEVERAL = Set.of("gif", "tif", "tiff", "webp");

    public Picture {
        notes = List.copyOf(notes);
    }

    /** Height and width, upright. */
    public record Extent(int height, int width) {}

    /** What is asked of an open file. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(ImageReader reader) throws IOException;
    }

    /**
     * Reads one.
     *
     * @throws BadInputException when it is no picture, broken, or too large
     */
    public static Picture read(Path file) throws IOException {
        return open(file, reader -> read(file, reader));
    }

    /** Its size, without reading its pixels; thrown is what {@link #read} throws. */
    public static Extent extent(Path file) throws IOException {
        return open(
                file,
                reader ->
                        Orientation.of(file).swaps()
                                ? new Extent(reader.getWidth(0), reader.getHeight(0))
                                : new Extent(reader.getHeight(0), reader.getWidth(0)));
    }

    private static <T> T open(Path file, Question<T> question) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(
                    file
                            + ": no picture lies in this folder; their names end in "
                            + String.join(", ", PictureFiles.formats()));
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadInputException(
                        file
                                + ": no picture of a known format; take one of "
                                + String.join(", ", PictureFiles.formats()));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                return question.ask(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadInputException(
                    file + ": a broken picture (" + e.getMessage() + "); take another copy", e);
        }
    }

    private static Picture read(Path file, ImageReader reader) throws IOException {
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
            throw new BadInputException(
                    "%s: %d x %d pixels are too many; scale it down"
                            .formatted(file, reader.getHeight(0), reader.getWidth(0)));
        }
        BufferedImage stored = reader.read(0);
        Orientation orientation = Orientation.of(file);
        List<String> notes = new ArrayList<>();
        if (!orientation.upright()) {
            notes.add("turned upright (EXIF orientation " + orientation.code() + ")");
        }
        ImageTypeSpecifier raw = reader.getRawImageType(0);
        if (raw != null && type(raw.getColorModel()) == ColorSpace.TYPE_CMYK) {
            notes.add("CMYK turned into RGB");
        }
        if (type(stored.getColorModel()) == ColorSpace.TYPE_GRAY) {
            notes.add("grey, the same in all three channels");
        }
        if (transparent(stored)) {
            notes.add("transparency dropped: colours count as stored");
        }
        int count =
                SEVERAL.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
                        ? reader.getNumImages(true)
                        : 1;
        if (count > 1) {
            notes.add("the first of " + count + " images");
        }
        return new Picture(orientation.apply(rgb(stored)), notes);
    }

    private static int type(ColorModel model) {
        return model.getColorSpace().getType();
    }

    private static boolean transparent(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return false;
        }
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            if (Arrays.stream(row).anyMatch(pixel -> pixel >>> 24 != 0xff)) {
                return true;
            }
        }
        return false;
    }

    private static BufferedImage rgb(BufferedImage stored) {
        int[] row = new int[stored.getWidth()];
        BufferedImage rgb =
                new BufferedImage(row.length, stored.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.getHeight(); y++) {
            Fcn8s.row(stored, y, row);
            rgb.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return rgb;
    }
}
