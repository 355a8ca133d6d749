package fcn.kernels.session;

import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.operation.Argmax;
import fcn.kernels.operation.Operation;
import fcn.kernels.operation.Operations;
import fcn.kernels.operation.Surround;
import fcn.kernels.plan.Step;
import fcn.kernels.threads.Team;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stages for inputs of one size, with what does them and the memory that they work on. */
final class Program {
    /** What is told of when it is done. */
    private record Told(Stage stage, Step step) {
        private Told(Stage stage) {
            this(stage, Forecast.step(stage).orElse(null));
        }
    }

    /**
     * A stage, or a part of one, with what does it.
     *
     * @param told of two layers in bands both
     */
    private record Action(Stage stage, List<Told> told, Runnable work, LayoutConversion keep) {
        /** Does it, and tells what it took: of two layers in bands each its share. */
        private void run(Listener listener) {
            long start = System.nanoTime();
            work.run();
            long nanos = System.nanoTime() - start;
            long share = work instanceof Bands b ? Math.round(nanos * b.firstShare()) : nanos;
            tell(listener, told.getFirst(), share);
            if (told.size() > 1) {
                tell(listener, told.getLast(), nanos - share);
            }
        }

        private static void tell(Listener listener, Told told, long nanos) {
            listener.done(told.stage, told.step, nanos);
        }
    }

    final Lowering lowering;
    private final Team team;
    private final List<Action> actions = new ArrayList<>();
    private final Map<Value, List<Surround>> rims = new HashMap<>();

    /**
     * Prepares the stages.
     *
     * @param prepared convolutions by layer, whose weights are shared; what is missing is added
     */
    Program(
            Lowering lowering,
            Map<String, Preparation.Ready> prepared,
            Weights weights,
            Team team) {
        this(lowering, lowering.stages, prepared, weights, team);
    }

    private Program(
            Lowering lowering,
            List<Stage> stages,
            Map<String, Preparation.Ready> prepared,
            Weights weights,
            Team team) {
        this.lowering = lowering;
        this.team = team;
        for (Stage stage : stages) {
            Runnable work =
                    switch (stage.kind) {
                        case Stage.Convolve convolve -> {
                            PreparedConvolution kernel =
                                    Preparation.of(stage, convolve, prepared, weights, team);
                            stage.scratch.floats = kernel.workspaceFloats(team.threads());
                            yield convolution(stage, kernel);
                        }
                        case Stage.Bands pair -> {
                            Bands bands = bands(pair, prepared, weights);
                            surround(stage);
                            yield bands;
                        }
                        case Stage.Convert ignored -> conversion(stage);
                        case Stage.Frame frame -> frame(stage, frame);
                        case Stage.Label ignored -> {
                            Shape shape = stage.inputs.getFirst().buffer();
                            yield operation(stage, new Argmax(shape, team.threads()));
                        }
                        case Stage.Operate ignored -> operation(stage, prepared(stage, weights));
                    };
            List<Told> told = stage.parts().stream().map(Told::new).toList();
            actions.add(new Action(stage, told, work, keeping(stage.output)));
        }
    }

    /** Runs one stage, whose values have their memory. */
    static void run(
            Stage stage,
            Map<String, Preparation.Ready> prepared,
            Weights weights,
            Memory memory,
            Team team) {
        Program program = new Program(null, List.of(stage), prepared, weights, team);
        Value.Storage output = stage.output.storage;
        int scratch = Math.toIntExact(stage.scratch.floats);
        List<float[]> borrowed = memory.borrowed(List.of(stage.output.floats(), scratch));
        output.data = borrowed.get(0);
        stage.scratch.data = borrowed.get(1);
        program.actions.getFirst().work.run();
    }

    /** Takes its memory; what another program left there is overwritten. */
    void allocate(Memory memory) {
        Arena arena = new Arena(lowering.storages());
        arena.among(memory.slabs(arena.floats(), team))
                .forEach((storage, slab) -> storage.data = slab);
        for (Action action : actions) {
            if (action.work instanceof Bands bands) {
                bands.allocate(memory.scratch(team.threads(), bands.floats()));
            }
        }
    }

    /** Gives its memory up to another program. */
    void release() {
        lowering.storages().forEach(storage -> storage.data = null);
    }

    /** Bytes of what is the same around every image. */
    long rimBytes() {
        return rims.values().stream().flatMap(List::stream).mapToLong(Surround::bytes).sum();
    }

    /** The rims around a value that a layer makes; none where it is read as it is. */
    List<Surround> rims(Value made) {
        return rims.getOrDefault(made, List.of());
    }

    private Runnable convolution(Stage stage, PreparedConvolution kernel) {
        Value input = stage.inputs.getFirst();
        Value output = stage.output;
        if (stage.store == Placement.Store.ADD) {
            Value summand = stage.inputs.get(1);
            boolean copied = summand.storage != output.storage;
            return () -> {
                if (copied) {
                    System.arraycopy(summand.data(), 0, output.data(), 0, output.floats());
                }
                kernel.run(input.data(), output.data(), stage.scratch.data, team);
            };
        }
        surround(stage);
        return () -> kernel.run(input.data(), output.data(), stage.scratch.data, team);
    }

    /** Fills in the rim around what a convolution puts into a frame. */
    private void surround(Stage stage) {
        if (stage.unframed == null) {
            return;
        }
        Value output = stage.output;
        Value unframed = stage.unframed;
        Surround rim =
                new Surround(
                        output.shape,
                        unframed.stored,
                        unframed.valid,
                        output.stored,
                        output.layout);
        add(unframed, rim);
        Runnable fill = () -> rim.fill(output.data(), team);
        List<Told> told = List.of(new Told(stage, Forecast.rim(stage)));
        actions.add(new Action(stage, told, fill, null));
    }

    private Bands bands(
            Stage.Bands pair, Map<String, Preparation.Ready> prepared, Weights weights) {
        Bands bands =
                new Bands(
                        pair,
                        prepared(pair.first(), prepared, weights),
                        prepared(pair.second(), prepared, weights),
                        team);
        if (pair.first().unframed != null) {
            bands.rims().forEach(rim -> add(pair.first().unframed, rim));
        }
        return bands;
    }

    private PreparedConvolution prepared(
            Stage stage, Map<String, Preparation.Ready> prepared, Weights weights) {
        return Preparation.of(stage, (Stage.Convolve) stage.kind, prepared, weights, team);
    }

    private Runnable conversion(Stage stage) {
        Value input = stage.inputs.getFirst();
        Value output = stage.output;
        LayoutConversion conversion =
                new LayoutConversion(input.buffer(), input.layout, output.layout);
        return () -> conversion.run(input.data(), output.data(), team);
    }

    private Runnable frame(Stage stage, Stage.Frame frame) {
        if (Frames.isInput(stage)) {
            return () -> {};
        }
        Value input = stage.inputs.getFirst();
        Value output = stage.output;
        Surround surround =
                new Surround(input.shape, input.stored, input.valid, frame.region(), input.layout);
        add(input, surround);
        float[][] read = new float[1][];
        return () -> {
            read[0] = input.data();
            surround.run(read, output.data(), team);
        };
    }

    private void add(Value framed, Surround rim) {
        if (rim.bytes() > 0) {
            rims.computeIfAbsent(framed, absent -> new ArrayList<>()).add(rim);
        }
    }

    private Operation prepared(Stage stage, Weights weights) {
        return Operations.prepare(
                stage.row.node().layer(),
                stage.operands(),
                stage.output.layout,
                () -> weights.of(stage.layer()),
                team.threads());
    }

    private Runnable operation(Stage stage, Operation operation) {
        Value output = stage.output;
        Value[] read = stage.inputs.toArray(Value[]::new);
        float[][] data = new float[read.length][];
        return () -> {
            for (int i = 0; i < read.length; i++) {
                data[i] = read[i].data();
            }
            operation.run(data, output.data(), team);
        };
    }

    private static LayoutConversion keeping(Value value) {
        return value.kept.isEmpty()
                ? null
                : new LayoutConversion(value.buffer(), value.layout, Layout.NCHW);
    }

    /** What is told of a run. */
    interface Listener {
        /**
         * A step is done; its output holds until a later one needs the memory.
         *
         * @param step what was done; null for nothing
         */
        void done(Stage stage, Step step, long nanos);

        /** A blob that the caller wants was copied. */
        void kept(Stage stage, String blob, Tensor copy, long nanos);
    }

    /** Runs the stages on inputs that are bound to the lowering's input values. */
    void run(Listener listener) {
        for (Action action : actions) {
            action.run(listener);
            if (action.keep != null) {
                for (String blob : action.stage.output.kept) {
                    long begin = System.nanoTime();
                    Tensor copy = Tensor.zeros(action.stage.output.shape);
                    action.keep.run(action.stage.output.data(), copy.data(), team);
                    listener.kept(action.stage, blob, copy, System.nanoTime() - begin);
                }
            }
        }
    }

    /** Runs each step so often by itself, on what the last run left; what it makes is no result. */
    void rehearse(int times, Listener listener) {
        for (Action action : actions) {
            for (int i = 0; i < times; i++) {
                action.run(listener);
            }
        }
    }
}
