package fcn.kernels.session;

import fcn.reference.layer.Pooling;
import fcn.reference.layer.Window;

import java.util.HashMap;
import java.util.Map;

/**
 * How far one value of a map lies from the next, and after how far what all maps on the way hold of
 * a constant image repeats; in pixels of the image, along the axis with the longer strides.
 */
record Pitch(double stride, long repeat) {
    /** No map repeats after so many values. */
    private static final int NEVER = Integer.MAX_VALUE / 8;

    /** Of each value. */
    static Map<Value, Pitch> of(Lowering lowering) {
        Map<Value, Pitch> pitches = new HashMap<>();
        lowering.inputs.values().forEach(input -> pitches.put(input, new Pitch(1, 1)));
        for (Stage stage : lowering.stages) {
            Pitch pitch = new Pitch(0, 1);
            for (int i = 0; i < stage.inputs.size(); i++) {
                Pitch input = pitches.get(stage.inputs.get(i));
                pitch = pitch.hull(i == 0 ? input.through(stage) : input);
            }
            pitches.put(stage.output, pitch);
        }
        return pitches;
    }

    /** After how many values the map repeats. */
    int period() {
        double period = repeat / stride;
        return period == Math.rint(period) && period < NEVER ? (int) period : NEVER;
    }

    private Pitch times(double step) {
        double next = stride * step;
        return new Pitch(next, leastCommonMultiple(repeat, (long) Math.ceil(next)));
    }

    private Pitch hull(Pitch other) {
        return new Pitch(Math.max(stride, other.stride), leastCommonMultiple(repeat, other.repeat));
    }

    private static long leastCommonMultiple(long a, long b) {
        long divisor = a;
        for (long rest = b; rest != 0; ) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return Math.min(NEVER, a / divisor * b);
    }

    private Pitch through(Stage stage) {
        return switch (stage.kind) {
            case Stage.Convolve convolve -> {
                double step = step(convolve.shape().window());
                Pitch next = times(convolve.shape().transposed() ? 1 / step : step);
                yield convolve.epilogue().pool() ? next.times(2) : next;
            }
            case Stage.Operate ignored ->
                    stage.row.node().layer() instanceof Pooling pooling
                            ? times(step(pooling.windowOn(stage.row.inputs().getFirst())))
                            : this;
            default -> this;
        };
    }

    private static double step(Window window) {
        return Math.max(window.strideH(), window.strideW());
    }
}
