package fcn.benchmarks.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** How a camera was held: EXIF's orientation, 1 (upright) to 8. */
record Orientation(int code) {
    /** That of a file; upright where it tells none, or none that there is. */
    static Orientation of(Path file) throws IOException {
        try {
            for (ExifIFD0Directory directory :
                    ImageMetadataReader.readMetadata(file.toFile())
                            .getDirectoriesOfType(ExifIFD0Directory.class)) {
                Integer code = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
                if (code != null && code >= 1 && code <= 8) {
                    return new Orientation(code);
                }
            }
        } catch (ImageProcessingException e) {
            return new Orientation(1);
        }
        return new Orientation(1);
    }

    boolean upright() {
        return code == 1;
    }

    /** Whether height and width change places. */
    boolean swaps() {
        return code >= 5;
    }

    /** The picture as it was seen. */
    BufferedImage apply(BufferedImage stored) {
        if (upright()) {
            return stored;
        }
        int h = stored.getHeight();
        int w = stored.getWidth();
        BufferedImage seen =
                new BufferedImage(swaps() ? h : w, swaps() ? w : h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < seen.getHeight(); y++) {
            for (int x = 0; x < seen.getWidth(); x++) {
                int column = swaps() ? y : x;
                int row = swaps() ? x : y;
                boolean fromRight = code == 2 || code == 3 || code == 7 || code == 8;
                boolean fromBelow = code == 3 || code == 4 || code == 6 || code == 7;
                seen.setRGB(
                        x,
                        y,
                        stored.getRGB(
                                fromRight ? w - 1 - column : column,
                                fromBelow ? h - 1 - row : row));
            }
        }
        return seen;
    }
}
