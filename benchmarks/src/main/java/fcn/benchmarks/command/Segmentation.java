package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.fcn8s.Voc;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.TreeMap;

/** The best class of each pixel. */
final class Segmentation {
    private final int height;
    private final int width;
    private final byte[] labels;

    private Segmentation(int height, int width, byte[] labels) {
        this.height = height;
        this.width = width;
        this.labels = labels;
    }

    /**
     * The channel with the largest score, the first of equals.
     *
     * @throws BadInputException when the scores are not those of PASCAL VOC's classes
     */
    static Segmentation of(Tensor score, String image) {
        Shape shape = score.shape();
        if (shape.n() != 1 || shape.c() > Voc.labels().size()) {
            throw new BadInputException(
                    image
                            + ": the network's output "
                            + shape
                            + " has no scores of "
                            + Voc.labels().size()
                            + " classes; take a network for PASCAL VOC");
        }
        byte[] labels = new byte[shape.h() * shape.w()];
        float[] data = score.data();
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int c = 1; c < shape.c(); c++) {
                if (data[c * labels.length + i] > data[best * labels.length + i]) {
                    best = c;
                }
            }
            labels[i] = (byte) best;
        }
        return new Segmentation(shape.h(), shape.w(), labels);
    }

    /** The labels as a picture in VOC's palette. */
    BufferedImage indexed() {
        BufferedImage picture =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, Voc.palette());
        picture.getRaster().setDataElements(0, 0, width, height, labels);
        return picture;
    }

    /** The labels' colours mixed half and half into the picture; background leaves it as it is. */
    BufferedImage over(BufferedImage picture) {
        BufferedImage mixed = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int below = picture.getRGB(x, y) & 0xffffff;
                int label = labels[y * width + x];
                int half = ((below >> 1) & 0x7f7f7f) + ((Voc.color(label) >> 1) & 0x7f7f7f);
                mixed.setRGB(x, y, label == 0 ? below : half);
            }
        }
        return mixed;
    }

    /** The share of the pixels by label, of those that occur. */
    Map<Integer, Double> shares() {
        Map<Integer, Double> shares = new TreeMap<>();
        for (byte label : labels) {
            shares.merge((int) label, 1.0 / labels.length, Double::sum);
        }
        return shares;
    }
}
