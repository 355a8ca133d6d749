package fcn.kernels.winograd;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.gemm.GivenPanels;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.threads.Team;
import fcn.reference.network.WeightBlob;

import java.util.Arrays;

/**
 * Weights as they are given, packed to be transformed in a run: for each panel of a {@link
 * MacroKernel}'s columns an array, steps of some input channels × r² × these channels × columns,
 * both channels filled up with zeros.
 */
public final class PackedFilters implements Filters {
    /** Filters that are transformed at once: what lies between the passes stays in the cache. */
    private static final int FILTERS = 256;

    /** Input channels that fill up a plane, whichever {@link MacroKernel}: a step divides it. */
    private static final int MOST_STEP = 16;

    private final FilterTransform transform;
    private final MacroKernel macroKernel;
    private final int step;
    private final float[][] panels;

    private PackedFilters(
            FilterTransform transform, MacroKernel macroKernel, int ic, int oc, Team team) {
        this.transform = transform;
        this.macroKernel = macroKernel;
        this.step = step(macroKernel);
        this.panels = new float[macroKernel.panels(oc)][];
        int floats = floats(transform, macroKernel, ic);
        team.run(panels.length, (panel, thread) -> panels[panel] = new float[floats]);
    }

    /** Packs them: OC × IC × r × r. */
    public static PackedFilters of(
            FilterTransform transform, MacroKernel macroKernel, WeightBlob weights, Team team) {
        int ic = weights.shape().c();
        int oc = weights.shape().n();
        PackedFilters packed = new PackedFilters(transform, macroKernel, ic, oc, team);
        GivenPanels given = new GivenPanels(weights, team.threads());
        int[] places = new int[given.filterFloats()];
        Arrays.setAll(places, packed::place);
        team.run(
                Math.ceilDiv(oc, COLUMNS),
                (panel, thread) -> {
                    float[] filters = given.read(panel, thread);
                    int count = given.count(panel);
                    int width = Math.min(COLUMNS, macroKernel.columns());
                    for (int c = 0; c < count; c += width) {
                        int channel = panel * COLUMNS + c;
                        float[] out = packed.panels[channel / macroKernel.columns()];
                        int to = packed.at(0) + channel % macroKernel.columns();
                        int some = Math.min(width, count - c);
                        GivenPanels.scatter(filters, c, some, places, out, to);
                    }
                });
        return packed;
    }

    /** Input channels of a panel that are transformed at once. */
    static int step(MacroKernel macroKernel) {
        return Math.clamp(FILTERS / macroKernel.columns(), 1, MOST_STEP);
    }

    /** Where a weight of a panel's first output channel lies, from input channel 0 on. */
    private int place(int weight) {
        int taps = transform.taps();
        int ic = weight / taps;
        int row = weight % taps * step + ic % step;
        return at(ic / step * step) - at(0) + row * macroKernel.columns();
    }

    private static int floats(FilterTransform transform, MacroKernel macroKernel, int ic) {
        int filters = Math.multiplyExact(macroKernel.depth(ic), macroKernel.columns());
        return CacheLine.array(Math.multiplyExact(transform.taps(), filters));
    }

    /** Bytes that they will take. */
    public static long bytes(FilterTransform transform, MacroKernel macroKernel, int ic, int oc) {
        long floats = floats(transform, macroKernel, ic);
        return Float.BYTES * floats * macroKernel.panels(oc);
    }

    @Override
    public long bytes() {
        return (long) Float.BYTES * panels.length * panels[0].length;
    }

    @Override
    public MacroKernel macroKernel() {
        return macroKernel;
    }

    @Override
    public int panels() {
        return panels.length;
    }

    @Override
    public int scratchFloats(int count) {
        return transform.scratchFloats(step * macroKernel.columns());
    }

    /** Where a panel's weights of an input channel start, the first of a step. */
    private int at(int ic) {
        return CacheLine.START + ic * transform.taps() * macroKernel.columns();
    }

    @Override
    public void transform(
            int panel, int ic, int count, float[] out, int to, int point, float[] scratch, int at) {
        int columns = macroKernel.columns();
        for (int i = 0; i < count; i += step) {
            int filters = step * columns;
            int write = to + i * columns;
            transform.transform(
                    panels[panel], at(ic + i), filters, filters, out, write, point, scratch, at);
        }
    }
}
