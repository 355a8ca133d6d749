package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.reference.network.WeightBlob;
import fcn.reference.tensor.Shape;

/**
 * Weights as they are given, OC × IC × KH × KW, read a panel of {@link MicroKernel#COLUMNS} output
 * channels at a time, each thread into an array of its own.
 */
public final class GivenPanels {
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
            weights.read(from, count(panel) * filterFloats, panels[thread]);
        }
        return panels[thread];
    }

    /** Bytes of all threads' arrays. */
    public static long bytes(Shape weights, int threads) {
        long channels = Math.min(weights.n(), (long) COLUMNS * threads);
        return weights.bytes() / weights.n() * channels;
    }
}
