package fcn.reports.features;

import fcn.reference.tensor.Tensor;
import fcn.reports.color.ColorMap;
import fcn.reports.features.FeatureStatistics.Channel;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;

/**
 * Maps side by side, row by row in ceil(sqrt(their number)) columns, a pixel between two. A pixel
 * holds a level: 0 for the least value of the scale to {@link #TOP} for the greatest, or one of
 * {@link #NOT_FINITE}, {@link #CONSTANT}, {@link #GAP}.
 */
public final class FeatureGrid {
    /** The level of the greatest value. */
    public static final int TOP = 252;

    /** Infinite, or no number. */
    public static final int NOT_FINITE = 253;

    /** A value of a map that holds no other, on a scale of its own. */
    public static final int CONSTANT = 254;

    /** Between maps, and where there is none. */
    public static final int GAP = 255;

    static final int CONSTANT_COLOR = 0x8a6d4f;
    static final int NOT_FINITE_COLOR = 0xff00ff;

    private final int columns;
    private final int tileHeight;
    private final int tileWidth;
    private final int height;
    private final int width;
    private final byte[] levels;

    private FeatureGrid(int maps, int tileHeight, int tileWidth) {
        this.columns = columns(maps);
        this.tileHeight = tileHeight;
        this.tileWidth = tileWidth;
        int rows = Math.ceilDiv(maps, columns);
        this.height = rows * (tileHeight + 1) - 1;
        this.width = columns * (tileWidth + 1) - 1;
        this.levels = new byte[Math.multiplyExact(height, width)];
        Arrays.fill(levels, (byte) GAP);
    }

    /** The number of columns for so many maps. */
    public static int columns(int maps) {
        int columns = (int) Math.sqrt(maps);
        return columns * columns < maps ? columns + 1 : columns;
    }

    /**
     * Lays out maps of a blob's first image.
     *
     * @param shown the channels, in the order in which they are laid out
     * @param scale what the levels stand for; those of a blob of one value per map are always
     *     common
     * @param signed whether zero is to be in the middle of the scale
     * @param shrink how many values of a row, and rows, a pixel takes: their mean
     */
    public static FeatureGrid of(
            Tensor blob,
            FeatureStatistics statistics,
            List<Integer> shown,
            Scale scale,
            boolean signed,
            int shrink) {
        int h = blob.shape().h();
        int w = blob.shape().w();
        FeatureGrid grid =
                new FeatureGrid(shown.size(), Math.ceilDiv(h, shrink), Math.ceilDiv(w, shrink));
        for (int i = 0; i < shown.size(); i++) {
            Channel channel = statistics.channels().get(shown.get(i));
            boolean common = scale == Scale.COMMON || h * w == 1;
            Channel range = common ? statistics.all() : channel;
            boolean constant = range.min() == range.max();
            double most = Math.max(Math.abs(range.min()), Math.abs(range.max()));
            double low = signed ? -most : range.min();
            double high = signed ? most : range.max();
            for (int y = 0; y < grid.tileHeight; y++) {
                for (int x = 0; x < grid.tileWidth; x++) {
                    double value = mean(blob, channel.index(), y * shrink, x * shrink, shrink);
                    int level = level(value, low, high);
                    grid.levels[grid.index(i, y, x)] =
                            (byte) (constant && level != NOT_FINITE ? CONSTANT : level);
                }
            }
        }
        return grid;
    }

    static int level(double value, double low, double high) {
        return Double.isNaN(value)
                ? NOT_FINITE
                : (int) Math.round(TOP * Math.clamp((value - low) / (high - low), 0.0, 1.0));
    }

    /** Of the values in a square that are finite. */
    static double mean(Tensor blob, int channel, int top, int left, int side) {
        int h = blob.shape().h();
        int w = blob.shape().w();
        double sum = 0;
        int count = 0;
        for (int y = top; y < Math.min(h, top + side); y++) {
            for (int x = left; x < Math.min(w, left + side); x++) {
                float value = blob.at(0, channel, y, x);
                if (Float.isFinite(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return sum / count;
    }

    private int index(int map, int y, int x) {
        int top = map / columns * (tileHeight + 1);
        int left = map % columns * (tileWidth + 1);
        return (top + y) * width + left + x;
    }

    /** The level at a pixel of the map laid out at a place, from 0. */
    public int level(int map, int y, int x) {
        return levels[index(map, y, x)] & 0xff;
    }

    public int columns() {
        return columns;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int tileHeight() {
        return tileHeight;
    }

    public int tileWidth() {
        return tileWidth;
    }

    /** In colours; gaps are transparent. */
    public BufferedImage picture(ColorMap map) {
        int[] colors = new int[256];
        for (int level = 0; level <= TOP; level++) {
            colors[level] = 0xff000000 | map.rgb(Math.round(level * 255f / TOP));
        }
        colors[NOT_FINITE] = 0xff000000 | NOT_FINITE_COLOR;
        colors[CONSTANT] = 0xff000000 | CONSTANT_COLOR;
        return indexed(colors);
    }

    /** Its levels as shades of grey, for a script to read. */
    public BufferedImage data() {
        int[] colors = new int[256];
        Arrays.setAll(colors, level -> 0xff000000 | level * 0x010101);
        return indexed(colors);
    }

    private BufferedImage indexed(int[] colors) {
        IndexColorModel palette =
                new IndexColorModel(8, 256, colors, 0, true, -1, DataBuffer.TYPE_BYTE);
        BufferedImage picture =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
        picture.getRaster().setDataElements(0, 0, width, height, levels);
        return picture;
    }
}
