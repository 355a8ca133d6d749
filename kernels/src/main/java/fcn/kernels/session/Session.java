package fcn.kernels.session;

import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Step;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network ready to run under a plan: weights transformed, memory laid out, threads waiting.
 * Inputs of another size than the last lay out memory anew; the weights stay. Else a run allocates
 * nothing but what it returns (and what the reference's loops take for layers that FCN-8s does not
 * have). One run at a time.
 *
 * <p>A convolution does the ReLU and the 2×2 pooling that follow it where nobody else wants what
 * lies between; a transposed one the crop, and the sum or the labels. Layers that no kept blob
 * depends on are left out.
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
         * @param kernel the kernel's name; "convert", "frame", "keep"; or the layer's type
         * @param step the step that a plan counts; null for one that it does not
         */
        void step(String layer, String kernel, Step step, long nanos);
    }

    /** Sizes for which a session stays ready: turned pictures come in turn. */
    private static final int MOST_SIZES = 4;

    private static final StepTimes NOBODY = (layer, kernel, step, nanos) -> {};

    private final Network network;
    private final Weights weights;
    private Plan plan;
    private final Kept keep;
    private final Set<Saving> savings;
    private final Banding banding;
    private final List<String> returned;
    private final Team team;
    private final Memory memory = new Memory();
    private final Map<String, Preparation.Ready> prepared = new HashMap<>();
    private Map<String, Shape> sizes;
    private Program program;

    /** Of the sizes that came last. */
    private final Map<Map<String, Shape>, Program> programs = new LinkedHashMap<>();

    private Session(
            Network network,
            Weights weights,
            Plan plan,
            Kept keep,
            Set<Saving> savings,
            Banding banding,
            Team team) {
        this.network = network;
        this.weights = weights;
        this.plan = plan;
        this.keep = keep;
        this.savings = savings;
        this.banding = banding;
        this.team = team;
        this.returned = network.blobs().stream().filter(keep::contains).toList();
        size(network.inputs());
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
        return prepare(network, weights, plan, Kept.blobs(keep), Saving.DEFAULT, threads);
    }

    /**
     * As {@link #prepare(Network, Weights, Plan, Set, int)}, with some savings or none, and perhaps
     * labels in the place of blobs.
     */
    public static Session prepare(
            Network network,
            Weights weights,
            Plan plan,
            Kept keep,
            Set<Saving> savings,
            int threads) {
        return prepare(network, weights, plan, keep, savings, Banding.HERE, threads);
    }

    /** The same with bands for another cache than this machine's. */
    static Session prepare(
            Network network,
            Weights weights,
            Plan plan,
            Kept keep,
            Set<Saving> savings,
            Banding banding,
            int threads) {
        Team team = new Team(threads);
        try {
            return new Session(network, weights, plan, keep, savings, banding, team);
        } catch (RuntimeException | Error e) {
            team.close();
            throw e;
        }
    }

    /**
     * Goes on under another plan. Weights of layers that keep their kernel stay as they are; the
     * others are asked for again.
     *
     * @throws BadInputException when the plan does not fit the network; the session is as before
     */
    public void replan(Plan other) {
        Plan before = plan;
        new Lowering(network.withInputs(sizes), other, keep, savings); // refused before any change
        prepared.keySet()
                .removeIf(
                        layer ->
                                !before.choices()
                                        .get(layer)
                                        .kernel()
                                        .equals(other.choices().get(layer).kernel()));
        plan = other;
        programs.clear();
        size(sizes);
    }

    /** Makes the session ready for inputs of these shapes; weights stay as they are. */
    private void size(Map<String, Shape> shapes) {
        if (program != null) {
            program.release();
            program = null;
        }
        Program known = programs.remove(shapes);
        Program next = known == null ? sized(shapes) : known;
        next.allocate(memory);
        if (programs.size() == MOST_SIZES) {
            programs.remove(programs.keySet().iterator().next());
        }
        programs.put(shapes, next);
        program = next;
        sizes = shapes;
    }

    private Program sized(Map<String, Shape> shapes) {
        Network sized = network.withInputs(shapes);
        Lowering lowering = new Lowering(sized, plan, keep, savings, banding);
        Preparation.largestFirst(lowering, prepared, weights, team);
        Program made = new Program(lowering, prepared, weights, team);
        made.allocate(memory);
        Set<Saving> unframed = Saving.without(Saving.without(savings, Saving.FRAME), Saving.BANDS);
        Background.fill(
                made,
                () -> new Lowering(sized, plan, keep, unframed),
                prepared,
                weights,
                memory,
                team);
        return made;
    }

    /**
     * Runs the network.
     *
     * @param inputs all of the network's, N×C×H×W, of its channels and of any size that its layers
     *     take; not changed
     * @return the kept blobs, or their labels, in the order in which the network makes them, NCHW,
     *     for the caller to keep
     * @throws BadInputException when an input is missing, unknown, or does not fit the network
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return run(inputs, NOBODY);
    }

    /** As {@link #run(Map)}, telling how long each step took. */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, StepTimes times) {
        bind(inputs);
        Map<String, Tensor> kept = new LinkedHashMap<>();
        returned.forEach(blob -> kept.put(blob, null));
        Map<String, Value> given = program.lowering.inputs;
        given.forEach(
                (blob, value) ->
                        value.kept.forEach(
                                name ->
                                        kept.put(
                                                name,
                                                new Tensor(value.shape, value.data().clone()))));
        program.run(telling(times, kept));
        given.values().forEach(value -> value.storage.data = null);
        return kept;
    }

    /**
     * Runs each step by itself so many times, one after the other, in the memory in which it runs
     * in the network: what a layer takes that finds all that it needs in the caches.
     *
     * @param inputs as {@link #run} takes them
     */
    public void rehearse(Map<String, Tensor> inputs, int times, StepTimes heard) {
        bind(inputs);
        program.rehearse(times, telling(heard, new LinkedHashMap<>()));
        program.lowering.inputs.values().forEach(value -> value.storage.data = null);
    }

    private static Program.Listener telling(StepTimes times, Map<String, Tensor> kept) {
        return new Program.Listener() {
            @Override
            public void done(Stage stage, Step step, long nanos) {
                boolean rim = step instanceof Step.Frame frame && frame.placed();
                times.step(stage.layer(), rim ? "frame" : stage.kernel(), step, nanos);
            }

            @Override
            public void kept(Stage stage, String blob, Tensor copy, long nanos) {
                kept.put(blob, copy);
                times.step(stage.layer(), "keep", null, nanos);
            }
        };
    }

    private void bind(Map<String, Tensor> given) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (String blob : given.keySet()) {
            if (!sizes.containsKey(blob)) {
                throw new BadInputException(
                        "'" + blob + "' is no input; the inputs are " + sizes.keySet());
            }
        }
        sizes.forEach(
                (blob, shape) -> {
                    Tensor tensor = given.get(blob);
                    if (tensor == null) {
                        throw new BadInputException(
                                "input '" + blob + "' is missing; give one of " + shape);
                    }
                    if (tensor.shape().c() != shape.c()) {
                        throw new BadInputException(
                                "input '"
                                        + blob
                                        + "' is "
                                        + tensor.shape()
                                        + "; the network takes "
                                        + shape.c()
                                        + " channels");
                    }
                    shapes.put(blob, tensor.shape());
                });
        if (program == null || !shapes.equals(sizes)) {
            size(shapes);
        }
        program.lowering.inputs.forEach(
                (blob, value) -> value.storage.data = given.get(blob).data());
    }

    /** What a layer's kernel takes; empty for a layer that is no convolution. */
    public Optional<Footprints.Footprint> footprint(String layer) {
        return Optional.ofNullable(prepared.get(layer))
                .map(
                        ready ->
                                new Footprints.Footprint(
                                        ready.kernel().preparedBytes(),
                                        (long) Float.BYTES
                                                * ready.kernel().workspaceFloats(team.threads())));
    }

    /** Bytes of transformed and packed weights. */
    public long preparedBytes() {
        return prepared.values().stream().mapToLong(ready -> ready.kernel().preparedBytes()).sum();
    }

    /**
     * Bytes of the arrays that hold the values between the layers and, as long as a layer runs, its
     * kernel's scratch; and of what is the same for every image around the values.
     */
    public long workingBytes() {
        return memory.bytes() + program.rimBytes();
    }

    /** Ends the session's threads. */
    @Override
    public void close() {
        team.close();
    }
}
