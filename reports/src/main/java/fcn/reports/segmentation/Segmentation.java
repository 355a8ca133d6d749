package fcn.reports.segmentation;

import fcn.reference.BadInputException;
import fcn.reference.fcn8s.Voc;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.color.ColorMap;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The best class of each pixel, and by how much it is the best: the margin, its probability less
 * the runner-up's, from 0 (a tie) to 1.
 */
public final class Segmentation {
    private final int height;
    private final int width;
    private final byte[] labels;
    private final float[] margins;

    private Segmentation(int height, int width) {
        this.height = height;
        this.width = width;
        this.labels = new byte[height * width];
        this.margins = new float[height * width];
    }

    /**
     * The channel with the largest score, the first of equals; its margin after a softmax.
     *
     * @param score 1×C×H×W
     * @param image the picture's name, for what is said of it
     * @param probabilities whether the scores have been through a softmax already
     * @throws BadInputException when the scores are not those of PASCAL VOC's classes, or not
     *     finite
     */
    public static Segmentation of(Tensor score, String image, boolean probabilities) {
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
        Segmentation segmentation = new Segmentation(shape.h(), shape.w());
        for (int i = 0; i < segmentation.labels.length; i++) {
            segmentation.label(i, score.data(), shape.c(), probabilities);
            if (Float.isNaN(segmentation.margins[i])) {
                throw new BadInputException(
                        "%s: the network's output at row %d, column %d is not finite; check the weights"
                                .formatted(image, i / shape.w(), i % shape.w()));
            }
        }
        return segmentation;
    }

    private void label(int pixel, float[] score, int classes, boolean probabilities) {
        int size = labels.length;
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = score[c * size + pixel] > score[best * size + pixel] ? c : best;
        }
        double top = score[best * size + pixel];
        double second = probabilities ? 0 : Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            double value = score[c * size + pixel];
            second = c == best ? second : Math.max(second, value);
            sum += Math.exp(value - top);
        }
        labels[pixel] = (byte) best;
        // softmax: p1 - p2 = (1 - exp(s2 - s1)) / Σ exp(s - s1)
        margins[pixel] = (float) (probabilities ? top - second : -Math.expm1(second - top) / sum);
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int label(int y, int x) {
        return labels[y * width + x];
    }

    public float margin(int y, int x) {
        return margins[y * width + x];
    }

    /** The labels as a picture in VOC's palette: a pixel's index is its label. */
    public BufferedImage indexed() {
        return picture(labels, Voc.palette());
    }

    /** The margins in viridis: a pixel's index is 255 times the margin, rounded. */
    public BufferedImage confidence() {
        byte[] levels = new byte[margins.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(255 * Math.clamp(margins[i], 0, 1));
        }
        return picture(levels, ColorMap.VIRIDIS.palette());
    }

    private BufferedImage picture(byte[] indices, IndexColorModel palette) {
        BufferedImage picture =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
        picture.getRaster().setDataElements(0, 0, width, height, indices);
        return picture;
    }

    /** The labels' colours mixed half and half into the picture; background leaves it as it is. */
    public BufferedImage over(BufferedImage picture) {
        BufferedImage mixed = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int below = picture.getRGB(x, y) & 0xffffff;
                int label = label(y, x);
                int half = ((below >> 1) & 0x7f7f7f) + ((Voc.color(label) >> 1) & 0x7f7f7f);
                mixed.setRGB(x, y, label == 0 ? below : half);
            }
        }
        return mixed;
    }

    /**
     * A class that occurs.
     *
     * @param share of the pixels
     * @param margin the mean over its pixels
     */
    public record Share(int label, String name, double share, double margin) {}

    /** The classes that occur, by label. */
    public List<Share> shares() {
        long[] counts = new long[Voc.labels().size()];
        double[] sums = new double[counts.length];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            sums[labels[i]] += margins[i];
        }
        List<Share> shares = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] > 0) {
                shares.add(
                        new Share(
                                label,
                                Voc.labels().get(label),
                                (double) counts[label] / labels.length,
                                sums[label] / counts[label]));
            }
        }
        return shares;
    }

    /** The mean over all pixels. */
    public double margin() {
        double sum = 0;
        for (float margin : margins) {
            sum += margin;
        }
        return sum / margins.length;
    }
}
