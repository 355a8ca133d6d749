package fcn.kernels.session;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.layout.Layout;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Step;
import fcn.kernels.region.Region;
import fcn.reference.network.Network;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a session would do and hold, known without preparing one. */
public final class Forecast {
    private Forecast() {}

    /**
     * Bytes of the arrays that will hold the values between the layers and the kernels' scratch,
     * and of what is the same for every image around the values.
     *
     * @param threads that run it, each on bands of its own where {@code savings} has them
     */
    public static long workingBytes(
            Network network,
            Plan plan,
            Set<String> keep,
            Set<Saving> savings,
            Footprints footprints,
            int threads) {
        Lowering lowering = new Lowering(network, plan, Kept.blobs(keep), savings);
        return workingBytes(lowering, footprints, threads);
    }

    private static long workingBytes(Lowering lowering, Footprints footprints, int threads) {
        long bytes = arenaBytes(lowering, footprints);
        for (Stage stage : lowering.stages) {
            if (stage.kind instanceof Stage.Bands bands) {
                bytes += bandBytes(bands, footprints, threads);
            }
            for (Stage part : stage.parts()) {
                Optional<Step> step = part.unframed == null ? step(part) : Optional.of(rim(part));
                if (step.isPresent() && step.get() instanceof Step.Frame frame) {
                    bytes += frame.surround().bytes();
                }
            }
        }
        return bytes;
    }

    /** Of the maps around and between two layers, for each thread, and of both kernels' scratch. */
    private static long bandBytes(Stage.Bands bands, Footprints footprints, int threads) {
        Value between = bands.first().output;
        Value input = bands.first().inputs.getFirst();
        Region read = bands.second().reaches.getFirst().needed(bands.band());
        Region copied = bands.first().reaches.getFirst().needed(read);
        long floats = between.layout.floats(read.shape(between.shape));
        floats += input.layout.floats(copied.shape(input.shape));
        long bytes = threads * floats * Float.BYTES;
        for (Stage stage : List.of(bands.first(), bands.second())) {
            bytes += footprints.of(convolution((Stage.Convolve) stage.kind)).workspace();
        }
        return bytes;
    }

    private static long arenaBytes(Lowering lowering, Footprints footprints) {
        for (Stage stage : lowering.stages) {
            if (stage.kind instanceof Stage.Convolve c) {
                stage.scratch.floats = footprints.of(convolution(c)).workspace() / Float.BYTES;
            }
        }
        return new Arena(lowering.storages()).bytes();
    }

    /**
     * Heap in bytes that preparing a session and running it will take at most, worked out before
     * any of it is taken: activations, scratch, prepared weights, inputs, kept blobs, and the most
     * that a layer's kernel holds of its weights as they are given while it is prepared; what the
     * {@link Weights} hold themselves comes on top.
     */
    public static long requiredBytes(
            Network network, Plan plan, Kept keep, Set<Saving> savings, int threads) {
        Lowering lowering = new Lowering(network, plan, keep, savings);
        long bytes = workingBytes(lowering, Footprints.stated(threads), threads);
        Lowering whole = new Lowering(network, plan, keep, Set.of());
        for (Value input : whole.inputs.values()) {
            bytes += input.shape.bytes() * (1 + input.kept.size());
        }
        long mostGiven = 0;
        for (Stage stage : whole.stages) {
            bytes += stage.output.shape.bytes() * stage.output.kept.size();
            if (stage.kind instanceof Stage.Convolve convolve) {
                ConvolutionKernel algorithm = convolve.kernel().algorithm();
                bytes += algorithm.preparedBytes(convolve.shape());
                bytes += (long) Float.BYTES * convolve.shape().oc(); // the bias, as it is given
                mostGiven = Math.max(mostGiven, algorithm.givenBytes(convolve.shape(), threads));
            } else if (stage.kind instanceof Stage.Operate) {
                bytes += stage.row.weights().stream().mapToLong(Shape::bytes).sum();
            }
        }
        return bytes + mostGiven;
    }

    /** What a run under a plan does, in order, with the layer under whose name it counts. */
    public record Run(String layer, Step step) {}

    /** The steps of a run that keeps nothing. */
    public static List<Run> steps(Network network, Plan plan) {
        List<Run> steps = new ArrayList<>();
        for (Stage stage :
                new Lowering(network, plan, Kept.blobs(Set.of()), Saving.PLANNED).stages) {
            if (stage.unframed != null) {
                steps.add(new Run(stage.layer(), rim(stage)));
            }
            step(stage).ifPresent(step -> steps.add(new Run(stage.layer(), step)));
        }
        return steps;
    }

    /** What a stage does, without the rim of a frame that it writes into; empty for nothing. */
    static Optional<Step> step(Stage stage) {
        Value output = stage.output;
        return switch (stage.kind) {
            case Stage.Convolve convolve -> Optional.of(convolution(convolve));
            case Stage.Bands ignored -> Optional.empty();
            case Stage.Convert ignored -> {
                Layout from = stage.inputs.getFirst().layout;
                yield Optional.of(new Step.Convert(output.buffer(), from, output.layout));
            }
            case Stage.Frame frame -> {
                Value in = stage.inputs.getFirst();
                yield Frames.isInput(stage)
                        ? Optional.empty()
                        : Optional.of(
                                new Step.Frame(
                                        in.shape,
                                        in.stored,
                                        in.valid,
                                        frame.region(),
                                        in.layout,
                                        false));
            }
            case Stage.Label ignored -> Optional.empty();
            case Stage.Operate ignored ->
                    Optional.of(
                            new Step.Operate(
                                    stage.row.node().layer(), stage.operands(), output.layout));
        };
    }

    private static Step.Convolve convolution(Stage.Convolve convolve) {
        return new Step.Convolve(convolve.shape(), convolve.kernel(), convolve.epilogue());
    }

    /** What fills in around the part that a convolution writes. */
    static Step.Frame rim(Stage stage) {
        Value unframed = stage.unframed;
        Value frame = stage.output;
        return new Step.Frame(
                frame.shape, unframed.stored, unframed.valid, frame.stored, frame.layout, true);
    }
}
