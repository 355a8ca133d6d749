package fcn.reference.fcn8s;

import fcn.reference.caffe.Prototxt;
import fcn.reference.network.Network;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * FCN-8s for the 21 classes of PASCAL VOC: a VGG-16 made fully convolutional, whose scores at
 * strides 32, 16 and 8 are upsampled and added up (Shelhamer, Long and Darrell, "Fully
 * Convolutional Networks for Semantic Segmentation", 2017, arXiv:1605.06211).
 */
public final class Fcn8s {
    private static final String DESCRIPTION = "fcn8s.prototxt";

    /** Of blue, green and red, over the images of training. */
    private static final double[] MEAN_BGR = {104.00698793, 116.66876762, 122.67891434};

    private Fcn8s() {}

    /** The network, its input {@code data} 1×3×500×500, its output {@code score} 1×21×500×500. */
    public static Network network() {
        try (InputStream description = Fcn8s.class.getResourceAsStream(DESCRIPTION)) {
            String text = new String(description.readAllBytes(), StandardCharsets.UTF_8);
            return Prototxt.parse(DESCRIPTION, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A picture as the network takes it: 1×3×H×W, the planes blue, green, red in 0 to 255, minus
     * their mean. Grey is repeated in all three, its values as stored; transparency is dropped, not
     * blended, as Pillow's {@code convert("RGB")} does for Caffe's own script.
     */
    public static Tensor preprocess(BufferedImage image) {
        int h = image.getHeight();
        int w = image.getWidth();
        Tensor tensor = Tensor.zeros(new Shape(1, 3, h, w));
        int[] row = new int[w];
        for (int y = 0; y < h; y++) {
            row(image, y, row);
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < 3; c++) {
                    int value = (row[x] >> (8 * c)) & 0xff;
                    tensor.set(0, c, y, x, (float) (value - MEAN_BGR[c]));
                }
            }
        }
        return tensor;
    }

    /**
     * Reads a row of a picture as 0xRRGGBB into {@code row}; the bits above are to be ignored. Java
     * would brighten grey on its way to RGB (it takes grey for linear), so its samples are read as
     * they are.
     */
    public static void row(BufferedImage image, int y, int[] row) {
        ColorModel model = image.getColorModel();
        if (model.getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            return;
        }
        Raster raster = image.getRaster();
        int bits = model.getComponentSize(0);
        raster.getSamples(0, y, row.length, 1, 0, row);
        for (int x = 0; x < row.length; x++) {
            int grey = bits > 8 ? row[x] >> (bits - 8) : row[x] * 255 / ((1 << bits) - 1);
            row[x] = grey * 0x010101;
        }
    }
}
