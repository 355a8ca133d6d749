package fcn.kernels.session;

import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.operation.Surround;
import fcn.kernels.region.Excerpt;
import fcn.kernels.region.Region;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two convolutions, band by band of the second's output: a thread copies what a band reads of the
 * input, and runs first the one, then the other kernel in memory of its own.
 */
final class Bands implements Runnable, Task {
    /** Arrays of a thread: the input's part, the map between, each kernel's workspace. */
    private static final int INPUT = 0;

    private static final int BETWEEN = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 3;
    private static final int ARRAYS = 4;

    /** A band: what copies, what surrounds, what computes. */
    private record Band(
            Surround input, Surround rim, PreparedConvolution first, PreparedConvolution second) {
        /** Floats of a thread's array. */
        private int floats(int array) {
            return switch (array) {
                case INPUT -> input.outputFloats();
                case BETWEEN -> rim.outputFloats();
                case FIRST -> first.workspaceFloats(1);
                default -> second.workspaceFloats(1);
            };
        }
    }

    private final Value input;
    private final Value output;
    private final Team team;
    private final Team[] alone;
    private final List<Band> bands = new ArrayList<>();
    private final int[] floats = new int[ARRAYS];
    private final long[] firstNanos;
    private final long[] secondNanos;
    private float[][][] memory;

    /** The kernels are those of the whole layers; their weights are shared. */
    Bands(Stage.Bands pair, PreparedConvolution first, PreparedConvolution second, Team team) {
        input = pair.first().inputs.getFirst();
        output = pair.second().output;
        this.team = team;
        alone = IntStream.range(0, team.threads()).mapToObj(t -> new Team(1)).toArray(Team[]::new);
        firstNanos = new long[team.threads()];
        secondNanos = new long[team.threads()];
        Region all = pair.second().made();
        int height = pair.band().rows().length();
        int width = pair.band().columns().length();
        for (int y = all.rows().from(); y < all.rows().to(); y += height) {
            for (int x = all.columns().from(); x < all.columns().to(); x += width) {
                Region band = Region.sized(height, width).moved(y, x).intersect(all);
                bands.add(band(pair.first(), pair.second(), band, first, second));
            }
        }
        for (Band band : bands) {
            for (int i = 0; i < ARRAYS; i++) {
                floats[i] = Math.max(floats[i], band.floats(i));
            }
        }
    }

    private static Band band(
            Stage first,
            Stage second,
            Region band,
            PreparedConvolution firstKernel,
            PreparedConvolution secondKernel) {
        Value input = first.inputs.getFirst();
        Value between = first.output;
        Region read = second.reaches.getFirst().needed(band);
        Region made = read.intersect(first.made());
        Region copied = first.reaches.getFirst().needed(made);
        Placement inside =
                Placement.whole(made.shape(between.shape))
                        .within(
                                read.rows().length(),
                                read.columns().length(),
                                made.rows().from() - read.rows().from(),
                                made.columns().from() - read.columns().from());
        Placement all = second.placed();
        Placement outside =
                Placement.whole(band.shape(second.output.shape))
                        .within(
                                all.height(),
                                all.width(),
                                all.top() + band.rows().from() - second.made().rows().from(),
                                all.left()
                                        + band.columns().from()
                                        - second.made().columns().from());
        PreparedConvolution makes = firstKernel.on(part(first, copied), inside).orElseThrow();
        PreparedConvolution reads = secondKernel.on(part(second, read), outside).orElseThrow();
        Surround copy = new Surround(input.shape, input.stored, input.stored, copied, input.layout);
        copy.take((plane, y, x) -> Surround.ZERO, new float[0]);
        Surround rim = new Surround(between.shape, made, made, read, between.layout);
        if (first.unframed == null) { // only padding is left
            rim.take((plane, y, x) -> Surround.ZERO, new float[0]);
        }
        return new Band(copy, rim, makes, reads);
    }

    private static ConvolutionShape part(Stage stage, Region input) {
        return Excerpt.of(((Stage.Convolve) stage.kind).shape(), input);
    }

    /** What is the same for every image in the bands of the map between. */
    List<Surround> rims() {
        return bands.stream().map(Band::rim).toList();
    }

    /** Floats of each of a thread's arrays. */
    int[] floats() {
        return floats;
    }

    /** Takes its memory, by thread. */
    void allocate(float[][][] arrays) {
        memory = arrays;
    }

    @Override
    public void run() {
        Arrays.fill(firstNanos, 0);
        Arrays.fill(secondNanos, 0);
        team.run(bands.size(), this);
    }

    /** The first layer's share of the last run's time. */
    double firstShare() {
        double first = Arrays.stream(firstNanos).sum();
        double second = Arrays.stream(secondNanos).sum();
        return first / (first + second);
    }

    @Override
    public void run(int index, int thread) {
        Band band = bands.get(index);
        float[][] own = memory[thread];
        Team caller = alone[thread];
        long start = System.nanoTime();
        band.input.run(input.data(), own[INPUT], caller);
        band.rim.fill(own[BETWEEN], caller);
        band.first.run(own[INPUT], own[BETWEEN], own[FIRST], caller);
        long middle = System.nanoTime();
        band.second.run(own[BETWEEN], output.data(), own[SECOND], caller);
        firstNanos[thread] += middle - start;
        secondNanos[thread] += System.nanoTime() - middle;
    }
}
