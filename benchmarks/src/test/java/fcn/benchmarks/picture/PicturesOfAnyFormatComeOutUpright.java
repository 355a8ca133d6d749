package fcn.benchmarks.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fcn.reference.BadInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

/**
 * The files among the resources are one picture of six squares of 8 × 8, 16 high and 24 wide, as
 * Pillow wrote it in each format and orientation.
 */
class PicturesOfAnyFormatComeOutUpright {
    private static final int[][] SQUARES = {
        {0xdc2828, 0x28c83c, 0x323cdc}, {0xe6dc32, 0x1ec8d2, 0xc832c8}
    };

    @TempDir private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = getClass().getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    private Path written(BufferedImage picture, String format) throws IOException {
        Path file = folder.resolve("written." + format);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
        return file;
    }

    private static void isTheSixSquares(BufferedImage picture, int tolerance) {
        assertThat(picture.getWidth()).isEqualTo(24);
        assertThat(picture.getHeight()).isEqualTo(16);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                int expected = SQUARES[y / 8][x / 8];
                for (int shift = 0; shift < 24; shift += 8) {
                    assertThat((picture.getRGB(x, y) >> shift) & 0xff)
                            .as("row %d, column %d", y, x)
                            .isCloseTo((expected >> shift) & 0xff, within(tolerance));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void jpegInAnyOrientation(int orientation) throws IOException {
        Path file = file("orientation-" + orientation + ".jpg");
        Picture picture = Picture.read(file);
        isTheSixSquares(picture.pixels(), 12);
        assertThat(Picture.extent(file)).isEqualTo(new Picture.Extent(16, 24));
        assertThat(picture.notes()).hasSize(orientation == 1 ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation-6.png", "orientation-6.tif", "orientation-6.webp"})
    void otherFormatsTurned(String name) throws IOException {
        Picture picture = Picture.read(file(name));
        isTheSixSquares(picture.pixels(), 0);
        assertThat(picture.notes()).singleElement().asString().contains("orientation 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"progressive.jpg", "lossy.webp", "lossless.webp"})
    void otherFormats(String name) throws IOException {
        Picture picture = Picture.read(file(name));
        isTheSixSquares(picture.pixels(), 12);
        assertThat(picture.notes()).isEmpty();
    }

    @Test
    void cmyk() throws IOException {
        Picture picture = Picture.read(file("cmyk.jpg"));
        assertThat(picture.notes()).containsExactly("CMYK turned into RGB");
        assertThat(picture.pixels().getRGB(4, 4) >> 16 & 0xff).as("red").isGreaterThan(180);
        assertThat(picture.pixels().getRGB(4, 4) & 0xff).as("blue in red").isLessThan(100);
        assertThat(picture.pixels().getRGB(20, 4) & 0xff).as("blue").isGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tiff"})
    void writtenHere(String format) throws IOException {
        BufferedImage picture = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24 * 16; i++) {
            picture.setRGB(i % 24, i / 24, SQUARES[i / 24 / 8][i % 24 / 8]);
        }
        isTheSixSquares(Picture.read(written(picture, format)).pixels(), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void greyAsStored(int type) throws IOException {
        BufferedImage grey = new BufferedImage(3, 2, type);
        grey.getRaster().setSample(1, 1, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 60 : 60 * 257);
        Picture picture = Picture.read(written(grey, "png"));
        assertThat(picture.pixels().getRGB(1, 1) & 0xffffff).isEqualTo(0x3c3c3c);
        assertThat(picture.notes()).containsExactly("grey, the same in all three channels");
    }

    @Test
    void transparencyDroppedAndNotBlended() throws IOException {
        BufferedImage glass = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(1, 1, 0x40a08020);
        Picture picture = Picture.read(written(glass, "png"));
        assertThat(picture.pixels().getRGB(1, 1) & 0xffffff).isEqualTo(0xa08020);
        assertThat(picture.notes()).singleElement().asString().contains("transparency dropped");
    }

    @Test
    void brokenOnesAreRefused() throws IOException {
        Path file = file("progressive.jpg");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("progressive.jpg");
    }
}
