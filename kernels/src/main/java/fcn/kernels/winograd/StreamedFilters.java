package fcn.kernels.winograd;

import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.layout.Layout;
import fcn.reference.network.WeightBlob;

import java.util.Arrays;

/**
 * Weights that stay where they are, in a file perhaps: in each run they are read, packed and
 * transformed, those of a panel and of so few input channels at a time that they stay in the cache.
 */
public final class StreamedFilters implements Filters {
    private final FilterTransform transform;
    private final MacroKernel macroKernel;
    private final WeightBlob weights;
    private final int oc;
    private final int ic;
    private final int taps;
    private final int step;

    /** Weights OC × IC × r × r. */
    public StreamedFilters(FilterTransform transform, MacroKernel macroKernel, WeightBlob weights) {
        this.transform = transform;
        this.macroKernel = macroKernel;
        this.weights = weights.stored();
        this.oc = weights.shape().n();
        this.ic = weights.shape().c();
        this.taps = transform.taps();
        this.step = PackedFilters.step(macroKernel);
    }

    @Override
    public MacroKernel macroKernel() {
        return macroKernel;
    }

    @Override
    public int panels() {
        return macroKernel.panels(oc);
    }

    @Override
    public long bytes() {
        return 0;
    }

    /** Weights as they are read, a step's as they are packed, and the transform's. */
    @Override
    public int scratchFloats(int count) {
        int read = Math.multiplyExact(count * taps, macroKernel.columns());
        return Math.addExact(read, taps * tap() + transform.scratchFloats(tap()));
    }

    /** Floats of a step's filters, a line more lest all taps fall on the same sets of the cache. */
    private int tap() {
        return step * macroKernel.columns() + Layout.BLOCK;
    }

    @Override
    public void transform(
            int panel, int ic, int count, float[] out, int to, int point, float[] scratch, int at) {
        int columns = macroKernel.columns();
        int rest = at + taps * tap();
        int read = rest + transform.scratchFloats(tap());
        read(panel, ic, count, scratch, read);
        for (int i = 0; i < count; i += step) {
            pack(scratch, read + i * taps, count * taps, at);
            transform.transform(
                    scratch,
                    at,
                    step * columns,
                    tap(),
                    out,
                    to + i * columns,
                    point,
                    scratch,
                    rest);
        }
    }

    /** A panel's output channels, one after the other; zeros for channels that fill up. */
    private void read(int panel, int first, int count, float[] out, int to) {
        int all = count * taps;
        int some = Math.clamp(ic - first, 0, count) * taps;
        for (int c = 0; c < macroKernel.columns(); c++) {
            int channel = panel * macroKernel.columns() + c;
            int floats = channel < oc ? some : 0;
            int at = to + c * all;
            if (floats > 0) {
                weights.read(((long) channel * ic + first) * taps, floats, out, at);
            }
            Arrays.fill(out, at + floats, at + all, 0);
        }
    }

    /** A step's filters side by side: taps × step × columns. */
    private void pack(float[] scratch, int from, int channel, int to) {
        int columns = macroKernel.columns();
        for (int i = 0; i < step; i++) {
            for (int c = 0; c < columns; c += 4) {
                int read = from + c * channel + i * taps;
                spread(scratch, read, channel, taps, to + i * columns + c, tap());
            }
        }
    }

    /** The taps of four filters, {@code channel} floats apart, to neighbours. */
    private static void spread(
            float[] scratch, int from, int channel, int count, int to, int stride) {
        int b = from + channel;
        int c = b + channel;
        int d = c + channel;
        for (int i = 0; i < count; i++) {
            int at = to + i * stride;
            scratch[at] = scratch[from + i];
            scratch[at + 1] = scratch[b + i];
            scratch[at + 2] = scratch[c + i];
            scratch[at + 3] = scratch[d + i];
        }
    }
}
