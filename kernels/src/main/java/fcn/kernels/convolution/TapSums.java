package fcn.kernels.convolution;

import fcn.kernels.simd.Species;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loop of a convolution whose taps each read at a fixed distance from the position they
 * add to: {@code sums[o][p] += Σ weight[o][c][t] · maps[c][p + offset[t]]} over channels c and taps
 * t. Vectors run along the positions; six outputs by two vectors of sums stay in registers.
 *
 * <p>A vector runs on over the end of a row: rows must lie end to end, and sums that belong to no
 * output are the caller's to drop.
 */
public final class TapSums {
    /** Positions that are summed together: two vectors. */
    public static final int POSITIONS = 2 * Species.LANES;

    private static final int OUTPUTS = 6;
    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int LANES = Species.LANES;

    // Not final and never equal to a k: with 16 registers C2 spills sums unless it must finish two
    // rows before it starts the next, and it must before a branch that it cannot drop.
    static int never = -1;
    static int trap;

    private final int mapFloats;
    private final int taps;
    private final int[] offsets;
    private final float[] weights;

    /** The weight of a tap between an input channel and an output. */
    @FunctionalInterface
    public interface Weight {
        float of(int output, int channel, int tap);
    }

    /**
     * Packs weights.
     *
     * @param channels input channels
     * @param mapFloats floats from a channel's map to the next one's
     * @param offsets where each tap reads, from the position that it adds to
     */
    public TapSums(int outputs, int channels, int mapFloats, int[] offsets, Weight weight) {
        this.mapFloats = mapFloats;
        this.taps = offsets.length;
        this.offsets = new int[channels * taps];
        this.weights = new float[Math.multiplyExact(wholeBlocks(outputs), channels * taps)];
        for (int k = 0; k < this.offsets.length; k++) {
            int c = k / taps;
            int tap = k % taps;
            this.offsets[k] = c * mapFloats + offsets[tap];
            for (int o = 0; o < outputs; o++) {
                int block = o / OUTPUTS * OUTPUTS;
                weights[block * this.offsets.length + k * OUTPUTS + o % OUTPUTS] =
                        weight.of(o, c, tap);
            }
        }
    }

    /** Outputs rounded up to what is summed together; so many rows of sums are written. */
    public static int wholeBlocks(int outputs) {
        return Math.ceilDiv(outputs, OUTPUTS) * OUTPUTS;
    }

    /** Positions rounded up to what is summed together. */
    public static int wholeVectors(int positions) {
        return Math.ceilDiv(positions, POSITIONS) * POSITIONS;
    }

    /** Floats that are kept. */
    public long floats() {
        return weights.length + (long) offsets.length;
    }

    /**
     * Adds the products of channels {@code first} to {@code first + count}, in that order.
     *
     * @param maps the map of channel {@code first} begins at {@code from}
     * @param sums those of output o begin at {@code at + o·positions}
     * @param positions a multiple of {@link #POSITIONS}
     */
    public void add(
            int first, int count, float[] maps, int from, float[] sums, int at, int positions) {
        int begin = first * taps;
        int end = begin + count * taps;
        int base = from - first * mapFloats;
        int depth = offsets.length;
        for (int w = 0; w < weights.length; w += OUTPUTS * depth, at += OUTPUTS * positions) {
            for (int p = 0; p < positions; p += POSITIONS) {
                accumulate(
                        weights, w, offsets, begin, end, maps, base + p, sums, at + p, positions);
            }
        }
    }

    private static void accumulate(
            float[] weights,
            int w,
            int[] offsets,
            int begin,
            int end,
            float[] maps,
            int from,
            float[] s,
            int at,
            int stride) {
        FloatVector s00 = load(s, at);
        FloatVector s01 = load(s, at + LANES);
        FloatVector s10 = load(s, at + stride);
        FloatVector s11 = load(s, at + stride + LANES);
        FloatVector s20 = load(s, at + 2 * stride);
        FloatVector s21 = load(s, at + 2 * stride + LANES);
        FloatVector s30 = load(s, at + 3 * stride);
        FloatVector s31 = load(s, at + 3 * stride + LANES);
        FloatVector s40 = load(s, at + 4 * stride);
        FloatVector s41 = load(s, at + 4 * stride + LANES);
        FloatVector s50 = load(s, at + 5 * stride);
        FloatVector s51 = load(s, at + 5 * stride + LANES);
        int n = never;
        for (int k = begin; k < end; k++) {
            int read = from + offsets[k];
            FloatVector x0 = load(maps, read);
            FloatVector x1 = load(maps, read + LANES);
            FloatVector w0 = broadcast(weights, w + k * OUTPUTS);
            s00 = w0.fma(x0, s00);
            s01 = w0.fma(x1, s01);
            FloatVector w1 = broadcast(weights, w + k * OUTPUTS + 1);
            s10 = w1.fma(x0, s10);
            s11 = w1.fma(x1, s11);
            if (k == n) {
                trap++;
            }
            FloatVector w2 = broadcast(weights, w + k * OUTPUTS + 2);
            s20 = w2.fma(x0, s20);
            s21 = w2.fma(x1, s21);
            FloatVector w3 = broadcast(weights, w + k * OUTPUTS + 3);
            s30 = w3.fma(x0, s30);
            s31 = w3.fma(x1, s31);
            if (k == n - 3) {
                trap++;
            }
            FloatVector w4 = broadcast(weights, w + k * OUTPUTS + 4);
            s40 = w4.fma(x0, s40);
            s41 = w4.fma(x1, s41);
            FloatVector w5 = broadcast(weights, w + k * OUTPUTS + 5);
            s50 = w5.fma(x0, s50);
            s51 = w5.fma(x1, s51);
        }
        s00.intoArray(s, at);
        s01.intoArray(s, at + LANES);
        s10.intoArray(s, at + stride);
        s11.intoArray(s, at + stride + LANES);
        s20.intoArray(s, at + 2 * stride);
        s21.intoArray(s, at + 2 * stride + LANES);
        s30.intoArray(s, at + 3 * stride);
        s31.intoArray(s, at + 3 * stride + LANES);
        s40.intoArray(s, at + 4 * stride);
        s41.intoArray(s, at + 4 * stride + LANES);
        s50.intoArray(s, at + 5 * stride);
        s51.intoArray(s, at + 5 * stride + LANES);
    }

    private static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(SPECIES, from, at);
    }

    private static FloatVector broadcast(float[] from, int at) {
        return FloatVector.broadcast(SPECIES, from[at]);
    }
}
