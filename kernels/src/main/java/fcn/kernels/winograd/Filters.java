package fcn.kernels.winograd;

import fcn.kernels.gemm.MacroKernel;

/** Weights that are transformed in a run, a panel of a {@link MacroKernel}'s columns at a time. */
public interface Filters {
    /** What multiplies by their transforms. */
    MacroKernel macroKernel();

    int panels();

    /** Bytes that are kept between runs. */
    long bytes();

    /** Floats of scratch that {@link #transform} needs for so many input channels at most. */
    int scratchFloats(int count);

    /**
     * Transforms a panel's weights of {@code count} input channels, whole planes of the {@link
     * MacroKernel}: input channels × columns for each point.
     *
     * @param point floats from one point to the next in {@code out}
     * @param scratch {@link #scratchFloats} from {@code at} on
     */
    void transform(
            int panel, int ic, int count, float[] out, int to, int point, float[] scratch, int at);
}
