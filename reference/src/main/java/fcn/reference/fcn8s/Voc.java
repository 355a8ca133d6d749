package fcn.reference.fcn8s;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.List;

/** The classes of PASCAL VOC 2012 and the colours in which its label images show them. */
public final class Voc {
    private static final List<String> LABELS =
            List.of(
                    "background",
                    "aeroplane",
                    "bicycle",
                    "bird",
                    "boat",
                    "bottle",
                    "bus",
                    "car",
                    "cat",
                    "chair",
                    "cow",
                    "diningtable",
                    "dog",
                    "horse",
                    "motorbike",
                    "person",
                    "pottedplant",
                    "sheep",
                    "sofa",
                    "train",
                    "tvmonitor");

    private Voc() {}

    /** The names of labels 0 to 20. */
    public static List<String> labels() {
        return LABELS;
    }

    /**
     * The colour of a label (0 to 255), 0xRRGGBB, by the formula of VOC's development kit: bits 0,
     * 3, 6 of the label are the highest bits of red, the highest first; 1, 4, 7 those of green; 2
     * and 5 those of blue.
     */
    public static int color(int label) {
        if (label < 0 || label > 255) {
            throw new IllegalArgumentException("label " + label + " is not in 0 to 255");
        }
        int color = 0;
        for (int bit = 0; bit < 8; bit++) {
            int set = (label >> bit) & 1;
            int shift = 8 * (2 - bit % 3) + (7 - bit / 3);
            color |= set << shift;
        }
        return color;
    }

    /** All 256 colours, for an indexed picture of 8 bits whose values are labels. */
    public static IndexColorModel palette() {
        int[] colors = new int[256];
        for (int label = 0; label < colors.length; label++) {
            colors[label] = color(label);
        }
        return new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    }
}
