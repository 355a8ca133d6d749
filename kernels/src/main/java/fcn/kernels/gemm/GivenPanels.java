package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.reference.network.WeightBlob;
import fcn.reference.tensor.Shape;

/**
 * Weights as they are given, OC × IC × KH × KW, read a panel of {@link MicroKernel#COLUMNS} output
 * channels at a time, each thread into an array of its own.
 */
public final class GivenPanels {
    /** Weights of a channel that are put to their places before the next channel's. */
    private static final int AT_ONCE = 64;

    private final WeightBlob weights;
    private final int filterFloats;
    private final float[][] panels;

    public GivenPanels(WeightBlob weights, int threads) {
        this.weights = weights;
        this.filterFloats = Math.toIntExact(weights.shape().count() / weights.shape().n());
        this.panels = new float[threads][];
    }

    /** Floats of an output channel. */
    public int filterFloats() {
        return filterFloats;
    }

    /** Output channels of a panel; fewer in the last, none in one that only fills up. */
    public int count(int panel) {
        return Math.clamp(weights.shape().n() - panel * COLUMNS, 0, COLUMNS);
    }

    /** A panel's output channels, one after the other, until the thread reads another. */
    public float[] read(int panel, int thread) {
        if (panels[thread] == null) {
            panels[thread] = new float[Math.multiplyExact(count(0), filterFloats)];
        }
        if (count(panel) > 0) {
            long from = (long) panel * COLUMNS * filterFloats;
            weights.read(from, count(panel) * filterFloats, panels[thread], 0);
        }
        return panels[thread];
    }

    /**
     * Puts each weight of some of a panel's channels to its place, channels side by side; a few of
     * each channel in turn, so that what is read and what is written stay in the cache.
     *
     * @param filters as {@link #read} gives them
     * @param first of the panel's channels
     * @param places of a channel's weights in {@code out}, from {@code to} on
     */
    public static void scatter(
            float[] filters, int first, int count, int[] places, float[] out, int to) {
        for (int i = 0; i < places.length; i += AT_ONCE) {
            int end = Math.min(i + AT_ONCE, places.length);
            for (int c = 0; c < count; c++) {
                scatter(filters, (first + c) * places.length, i, end, places, out, to + c);
            }
        }
    }

    private static void scatter(
            float[] filters, int from, int begin, int end, int[] places, float[] out, int to) {
        for (int i = begin; i < end; i++) {
            out[to + places[i]] = filters[from + i];
        }
    }

    /** Bytes of all threads' arrays. */
    public static long bytes(Shape weights, int threads) {
        long channels = Math.min(weights.n(), (long) COLUMNS * threads);
        return weights.bytes() / weights.n() * channels;
    }
}
