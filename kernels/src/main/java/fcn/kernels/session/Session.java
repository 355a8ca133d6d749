package fcn.kernels.session;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.operation.Operation;
import fcn.kernels.operation.Operations;
import fcn.kernels.plan.Plan;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network ready to run on inputs of one size, under a plan: weights transformed, memory laid out,
 * threads waiting. A run allocates nothing but what it returns (and what the reference's loops take
 * for layers that FCN-8s does not have). One run at a time.
 *
 * <p>A convolution does the ReLU and the 2×2 pooling that follow it where nobody else wants what
 * lies between. Layers that no kept blob depends on are left out.
 */
public final class Session implements AutoCloseable {
    /** Hears what each step of a run took. */
    @FunctionalInterface
    public interface StepTimes {
        /**
         * A step is done.
         *
         * @param layer its layer; what is fused goes under the convolution's name, a conversion of
         *     layout under its reader's, the copy of a kept blob under its writer's
         * @param kernel the kernel's name; "convert", "keep"; or the layer's type
         */
        void step(String layer, String kernel, long nanos);
    }

    private static final StepTimes NOBODY = (layer, kernel, nanos) -> {};

    private final Map<String, Value> inputs;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> returned;
    private final Team team;
    private final long activationBytes;
    private long preparedBytes;
    private float[] workspace;

    /** A stage with what does it. */
    private record Step(Stage stage, Runnable work, LayoutConversion keep) {}

    private Session(Lowering lowering, List<String> returned, Weights weights, Team team) {
        this.returned = returned;
        this.team = team;
        this.inputs = lowering.inputs;
        Arena arena = new Arena(lowering.storages());
        activationBytes = arena.bytes();
        int workspaceFloats = 0;
        for (Stage stage : lowering.stages) {
            Runnable work;
            if (stage.kind instanceof Stage.Convolve convolve) {
                PreparedConvolution prepared = prepare(stage, convolve, weights);
                preparedBytes += prepared.preparedBytes();
                workspaceFloats =
                        Math.max(workspaceFloats, prepared.workspaceFloats(team.threads()));
                Value input = stage.inputs.getFirst();
                work = () -> prepared.run(input.data, stage.output.data, workspace, team);
            } else {
                work = work(stage, weights);
            }
            steps.add(new Step(stage, work, keeping(stage.output)));
        }
        workspace = new float[workspaceFloats];
        Map<Value.Storage, float[]> arrays = arena.allocate();
        lowering.stages.forEach(s -> s.output.data = arrays.get(s.output.storage));
    }

    /**
     * Prepares a network: weights are asked for once, a layer at a time, and not held.
     *
     * @param plan a kernel for each convolution and transposed convolution
     * @param keep blobs that {@link #run} returns; when empty, every layer runs and nothing is
     *     returned
     * @param threads that run it, the caller included
     * @throws BadInputException when plan, weights or kept blobs do not fit the network
     */
    public static Session prepare(
            Network network, Weights weights, Plan plan, Set<String> keep, int threads) {
        Lowering lowering = new Lowering(network, plan, keep);
        List<String> returned = network.blobs().stream().filter(keep::contains).toList();
        Team team = new Team(threads);
        try {
            return new Session(lowering, returned, weights, team);
        } catch (RuntimeException | Error e) {
            team.close();
            throw e;
        }
    }

    private PreparedConvolution prepare(Stage stage, Stage.Convolve convolve, Weights weights) {
        List<Tensor> blobs = weights.of(stage.layer());
        List<Shape> expected = stage.row.weights();
        List<Shape> found = blobs.stream().map(Tensor::shape).toList();
        if (!found.equals(expected)) {
            throw new BadInputException(
                    "layer '"
                            + stage.layer()
                            + "' takes weights of "
                            + expected
                            + ", but "
                            + weights.source()
                            + " has "
                            + found
                            + "; take the weights of this network");
        }
        return convolve.kernel()
                .algorithm()
                .prepare(
                        convolve.shape(),
                        convolve.epilogue(),
                        blobs.getFirst().data(),
                        blobs.size() > 1 ? blobs.get(1).data() : null,
                        team);
    }

    private Runnable work(Stage stage, Weights weights) {
        Value output = stage.output;
        if (stage.kind instanceof Stage.Convert) {
            Value input = stage.inputs.getFirst();
            LayoutConversion conversion =
                    new LayoutConversion(input.shape, input.layout, output.layout);
            return () -> conversion.run(input.data, output.data, team);
        }
        Operation operation =
                Operations.prepare(
                        stage.row.node().layer(),
                        stage.row.inputs(),
                        output.layout,
                        () -> weights.of(stage.layer()),
                        team.threads());
        Value[] read = stage.inputs.toArray(Value[]::new);
        float[][] data = new float[read.length][];
        return () -> {
            for (int i = 0; i < read.length; i++) {
                data[i] = read[i].data;
            }
            operation.run(data, output.data, team);
        };
    }

    private static LayoutConversion keeping(Value value) {
        return value.kept.isEmpty()
                ? null
                : new LayoutConversion(value.shape, value.layout, Layout.NCHW);
    }

    /**
     * Runs the network.
     *
     * @param inputs all of the network's, of the shapes for which it was prepared; not changed
     * @return the kept blobs in the order in which the network makes them, NCHW, for the caller to
     *     keep
     * @throws BadInputException when an input is missing, unknown, or of another shape
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return run(inputs, NOBODY);
    }

    /** As {@link #run(Map)}, telling how long each step took. */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, StepTimes times) {
        bind(inputs);
        Map<String, Tensor> kept = new LinkedHashMap<>();
        returned.forEach(blob -> kept.put(blob, null));
        this.inputs.forEach(
                (blob, value) ->
                        value.kept.forEach(
                                name ->
                                        kept.put(
                                                name,
                                                new Tensor(value.shape, value.data.clone()))));
        for (Step step : steps) {
            long start = System.nanoTime();
            step.work.run();
            long end = System.nanoTime();
            times.step(step.stage.layer(), step.stage.kernel(), end - start);
            if (step.keep != null) {
                for (String blob : step.stage.output.kept) {
                    Tensor copy = Tensor.zeros(step.stage.output.shape);
                    step.keep.run(step.stage.output.data, copy.data(), team);
                    kept.put(blob, copy);
                }
                times.step(step.stage.layer(), "keep", System.nanoTime() - end);
            }
        }
        this.inputs.values().forEach(value -> value.data = null);
        return kept;
    }

    private void bind(Map<String, Tensor> given) {
        for (String blob : given.keySet()) {
            if (!inputs.containsKey(blob)) {
                throw new BadInputException(
                        "'" + blob + "' is no input; the inputs are " + inputs.keySet());
            }
        }
        inputs.forEach(
                (blob, value) -> {
                    Tensor tensor = given.get(blob);
                    if (tensor == null) {
                        throw new BadInputException(
                                "input '" + blob + "' is missing; give one of " + value.shape);
                    }
                    if (!tensor.shape().equals(value.shape)) {
                        throw new BadInputException(
                                "input '"
                                        + blob
                                        + "' is "
                                        + tensor.shape()
                                        + "; the session was prepared for "
                                        + value.shape);
                    }
                    value.data = tensor.data();
                });
    }

    /** Bytes of transformed and packed weights. */
    public long preparedBytes() {
        return preparedBytes;
    }

    /** Bytes of the arrays that hold the values between the layers. */
    public long activationBytes() {
        return activationBytes;
    }

    /** Bytes of the scratch memory that the kernels share. */
    public long workspaceBytes() {
        return (long) workspace.length * Float.BYTES;
    }

    /**
     * Heap in bytes that preparing and running will take at most, worked out before any of it is
     * taken: activations, prepared weights, workspace, inputs, kept blobs, and the weights of the
     * largest layer while it is prepared; what the {@link Weights} hold themselves comes on top.
     */
    public static long requiredBytes(Network network, Plan plan, Set<String> keep, int threads) {
        Lowering lowering = new Lowering(network, plan, keep);
        long bytes = new Arena(lowering.storages()).bytes();
        for (Value input : lowering.inputs.values()) {
            bytes += input.shape.bytes() * (1 + input.kept.size());
        }
        long workspace = 0;
        long largestLayer = 0;
        for (Stage stage : lowering.stages) {
            bytes += stage.output.shape.bytes() * stage.output.kept.size();
            long learned = 0;
            for (Shape blob : stage.row.weights()) {
                learned += blob.bytes();
            }
            if (stage.kind instanceof Stage.Convolve convolve) {
                ConvolutionKernel algorithm = convolve.kernel().algorithm();
                bytes += algorithm.preparedBytes(convolve.shape());
                workspace =
                        Math.max(workspace, algorithm.workspaceBytes(convolve.shape(), threads));
                largestLayer = Math.max(largestLayer, learned);
            } else if (stage.kind instanceof Stage.Operate) {
                bytes += learned;
            }
        }
        return bytes + workspace + largestLayer;
    }

    /** Ends the session's threads. */
    @Override
    public void close() {
        team.close();
    }
}
