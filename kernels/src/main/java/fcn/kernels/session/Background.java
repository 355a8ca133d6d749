package fcn.kernels.session;

import fcn.kernels.operation.Surround;
import fcn.kernels.plan.Plan;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a network makes of an image of zeros: the rims around what depends on the image. At a place
 * that the image does not reach it depends on the distance to the border alone, and far from all
 * borders not even on that but, in an upsampled map, on the phase; so a small image whose size has
 * the same remainder by the network's total stride gives it.
 */
final class Background {
    private Background() {}

    /**
     * Fills the rims of a program.
     *
     * @param network of the program's size
     * @param savings the program's but {@link Saving#FRAME}
     */
    static void fill(
            Program program,
            Network network,
            Plan plan,
            Kept keep,
            Set<Saving> savings,
            Map<String, Preparation.Ready> prepared,
            Weights weights,
            Memory memory,
            Team team) {
        List<Value> made = program.lowering.made;
        program.lowering.inputs.values().stream()
                .flatMap(input -> program.rims(input).stream())
                .forEach(rim -> rim.take((plane, y, x, lane) -> 0));
        if (made.stream().allMatch(value -> program.rims(value).isEmpty())) {
            return;
        }
        Map<Value, Field> fields = fields(program.lowering);
        Lowering small = small(program, fields, network, plan, keep, savings);
        Program background = new Program(small, new HashMap<>(prepared), weights, team);
        background.borrow(memory);
        small.inputs.values().forEach(input -> input.data = new float[input.floats()]);
        Map<Value, Integer> index = new HashMap<>();
        for (int i = 0; i < made.size(); i++) {
            if (!program.rims(made.get(i)).isEmpty()) {
                index.put(small.made.get(i), i);
            }
        }
        background.runUntil(
                index.keySet(),
                value -> {
                    Value full = made.get(index.get(value));
                    int period = fields.get(full).period();
                    program.rims(full).forEach(rim -> take(rim, full.shape, value, period));
                });
    }

    private static void take(Surround rim, Shape full, Value small, int period) {
        int height = small.shape.h();
        int width = small.shape.w();
        int lanes = small.floats() / (height * width) / planes(small);
        rim.take(
                (plane, y, x, lane) -> {
                    if (y < 0 || y >= full.h() || x < 0 || x >= full.w()) {
                        return 0;
                    }
                    int row = plane * height + mapped(y, full.h(), height, period);
                    int pixel = row * width + mapped(x, full.w(), width, period);
                    return small.data[pixel * lanes + lane];
                });
    }

    private static int planes(Value value) {
        return value.shape.n() * value.layout.planes(value.shape.c());
    }

    /**
     * The place of the small map that is as far from the same border; for the rest, the one nearest
     * the middle that is of the same phase.
     */
    private static int mapped(int index, int full, int small, int period) {
        int middle = small / 2;
        if (index < middle) {
            return index;
        }
        int fromEnd = full - index;
        return fromEnd <= small - middle
                ? small - fromEnd
                : middle + Math.floorMod(index - middle, period);
    }

    /** The smallest image of the same remainders in whose middle no border is felt. */
    private static Lowering small(
            Program program,
            Map<Value, Field> fields,
            Network network,
            Plan plan,
            Kept keep,
            Set<Saving> savings) {
        int stride =
                fields.values().stream().mapToInt(f -> (int) Math.ceil(f.stride)).max().orElse(1);
        if (network.inputs().size() == 1) {
            Shape full = network.inputs().values().iterator().next();
            int steps = Math.max(full.h(), full.w()) / stride;
            for (int step = 0; step < steps; step++) {
                int height = Math.min(full.h(), full.h() % stride + step * stride);
                int width = Math.min(full.w(), full.w() % stride + step * stride);
                Optional<Lowering> small = lowered(network, height, width, plan, keep, savings);
                if (small.isPresent()
                        && suffices(program, small.get(), fields, height, width, full)) {
                    return small.get();
                }
            }
        }
        return new Lowering(network, plan, keep, savings);
    }

    /** Empty where the network does not take inputs so small. */
    private static Optional<Lowering> lowered(
            Network network, int height, int width, Plan plan, Kept keep, Set<Saving> savings) {
        if (height == 0 || width == 0) {
            return Optional.empty();
        }
        int images = network.inputs().values().iterator().next().n();
        try {
            Network resized = network.resized(images, height, width);
            return Optional.of(new Lowering(resized, plan, keep, savings));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private static boolean suffices(
            Program program,
            Lowering small,
            Map<Value, Field> fields,
            int height,
            int width,
            Shape full) {
        for (int i = 0; i < small.made.size(); i++) {
            Value value = program.lowering.made.get(i);
            Field field = fields.get(value);
            double least = field.size + 4 * field.stride + 2 * (field.coarsest - field.stride);
            Shape map = small.made.get(i).shape;
            if (!program.rims(value).isEmpty()
                    && ((height < full.h() && map.h() * field.stride < least)
                            || (width < full.w() && map.w() * field.stride < least))) {
                return false;
            }
        }
        return true;
    }

    /**
     * A receptive field: how many pixels of the image, how far from that of the next value, and the
     * farthest that this was in any map on the way.
     */
    private record Field(double size, double stride, double coarsest) {
        Field then(double span, double step) {
            double next = stride * step;
            return new Field(size + (span - 1) * stride, next, Math.max(coarsest, next));
        }

        Field hull(Field other) {
            return new Field(
                    Math.max(size, other.size),
                    Math.max(stride, other.stride),
                    Math.max(coarsest, other.coarsest));
        }

        /** After how many values the background repeats. */
        int period() {
            return (int) Math.round(coarsest / stride);
        }
    }

    private static Map<Value, Field> fields(Lowering lowering) {
        Map<Value, Field> fields = new HashMap<>();
        lowering.inputs.values().forEach(input -> fields.put(input, new Field(1, 1, 1)));
        for (Stage stage : lowering.stages) {
            Field field = new Field(1, 0, 1);
            for (Value input : stage.inputs) {
                field = field.hull(fields.get(input));
            }
            if (stage.kind instanceof Stage.Convolve convolve) {
                field = through(stage.row.node().layer(), stage.row.inputs().getFirst(), field);
                field = convolve.epilogue().pool() ? field.then(2, 2) : field;
            } else if (stage.kind instanceof Stage.Operate) {
                field = through(stage.row.node().layer(), stage.row.inputs().getFirst(), field);
            }
            fields.put(stage.output, field);
            if (stage.unframed != null) {
                fields.put(stage.unframed, field);
            }
        }
        return fields;
    }

    private static Field through(Layer layer, Shape in, Field field) {
        return switch (layer) {
            case Convolution c -> slide(c.shape(in), field);
            case Deconvolution d -> {
                Window w = d.shape(in).window();
                double step = Math.max(w.strideH(), w.strideW());
                double span = Math.max(w.spanH(), w.spanW());
                yield new Field(
                        field.size + (span / step + 1) * field.stride,
                        field.stride / step,
                        field.coarsest);
            }
            case Pooling p -> {
                Window w = p.windowOn(in);
                double span = Math.max(w.kernelH(), w.kernelW());
                yield field.then(span, Math.max(w.strideH(), w.strideW()));
            }
            default -> field;
        };
    }

    private static Field slide(ConvolutionShape shape, Field field) {
        Window w = shape.window();
        double span = Math.max(w.spanH(), w.spanW());
        return field.then(span, Math.max(w.strideH(), w.strideW()));
    }
}
