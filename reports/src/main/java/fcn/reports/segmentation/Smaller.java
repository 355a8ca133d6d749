package fcn.reports.segmentation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/** Pictures made smaller by a whole number. */
final class Smaller {
    private Smaller() {}

    /** The mean of {@code shrink}² pixels becomes one; those at the edge, of what there is. */
    static BufferedImage mean(BufferedImage picture, int shrink) {
        int height = Math.ceilDiv(picture.getHeight(), shrink);
        int width = Math.ceilDiv(picture.getWidth(), shrink);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                small.setRGB(x, y, mean(picture, y * shrink, x * shrink, shrink));
            }
        }
        return small;
    }

    private static int mean(BufferedImage picture, int top, int left, int side) {
        int[] sums = new int[3];
        int count = 0;
        for (int y = top; y < Math.min(picture.getHeight(), top + side); y++) {
            for (int x = left; x < Math.min(picture.getWidth(), left + side); x++) {
                int rgb = picture.getRGB(x, y);
                for (int c = 0; c < 3; c++) {
                    sums[c] += (rgb >> (8 * c)) & 0xff;
                }
                count++;
            }
        }
        int mean = 0;
        for (int c = 0; c < 3; c++) {
            mean |= ((sums[c] + count / 2) / count) << (8 * c);
        }
        return mean;
    }

    /**
     * One of {@code shrink}² pixels is taken, its index unchanged.
     *
     * @param clear the index that is to let through what lies below, or -1
     */
    static BufferedImage pick(BufferedImage indexed, int shrink, int clear) {
        int height = Math.ceilDiv(indexed.getHeight(), shrink);
        int width = Math.ceilDiv(indexed.getWidth(), shrink);
        int[] colors = new int[256];
        ((IndexColorModel) indexed.getColorModel()).getRGBs(colors);
        BufferedImage small =
                new BufferedImage(
                        width,
                        height,
                        BufferedImage.TYPE_BYTE_INDEXED,
                        new IndexColorModel(
                                8, colors.length, colors, 0, false, clear, DataBuffer.TYPE_BYTE));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int index = indexed.getRaster().getSample(x * shrink, y * shrink, 0);
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        return small;
    }
}
