package fcn.kernels.session;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.Placement;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operations;
import fcn.kernels.plan.Plan;
import fcn.kernels.region.LayerReach;
import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Split;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From layers to stages: every write to a blob becomes a value of its own, layers that only rename
 * vanish, layers that nothing wanted depends on are left out, convolutions take up the ReLU and the
 * pooling that alone read them, and copies in another layout are put where kernels need them.
 */
final class Lowering {
    /** What a run's caller gives, by blob. */
    final Map<String, Value> inputs = new LinkedHashMap<>();

    /** In the order in which they run. */
    final List<Stage> stages;

    /** What the network's layers write, in order, without copies: the same at every size. */
    final List<Value> made;

    /**
     * Lowers a network.
     *
     * @param keep what to return; when nothing, every layer runs
     * @param savings what is left out, see {@link Frames}, or done together
     * @throws BadInputException when the network does not fit its inputs, has no blob that is to be
     *     kept, or the plan lacks a layer or names a kernel that does not do it
     */
    Lowering(Network network, Plan plan, Kept keep, Set<Saving> savings) {
        this(network, plan, keep, savings, Banding.HERE);
    }

    /** The same with bands for another cache than this machine's. */
    Lowering(Network network, Plan plan, Kept keep, Set<Saving> savings, Banding banding) {
        List<Stage> all = stages(network, plan, keep);
        if (!keep.isEmpty()) {
            prune(all);
        }
        fuse(all, savings.contains(Saving.FUSION));
        if (savings.contains(Saving.UPSAMPLING)) {
            List.copyOf(all).forEach(stage -> takeUp(all, stage));
        }
        made = all.stream().map(stage -> stage.output).toList();
        List<Stage> whole =
                withConversions(
                        new Frames(inputs.values(), all, savings.contains(Saving.FRAME)).framed());
        stages = savings.contains(Saving.BANDS) ? banding.of(whole) : whole;
        setLifetimes();
        shareStorages();
    }

    /** The convolutions, in the order in which they run. */
    List<Stage> convolutions() {
        return stages.stream()
                .flatMap(stage -> stage.parts().stream())
                .filter(Stage::isConvolution)
                .toList();
    }

    /** The storages of all values but the inputs. */
    List<Value.Storage> storages() {
        return stages.stream().map(stage -> stage.output.storage).distinct().toList();
    }

    private List<Stage> stages(Network network, Plan plan, Kept keep) {
        List<Stage> all = new ArrayList<>();
        Map<String, Value> blobs = new HashMap<>();
        Map<String, Shapes.Row> writers = new HashMap<>();
        for (Shapes.Row row : Shapes.of(network).rows()) {
            Node node = row.node();
            node.tops().forEach(top -> writers.put(top, row));
            switch (node.layer()) {
                case Input input -> {
                    for (int i = 0; i < node.tops().size(); i++) {
                        Value value = new Value(input.shapes().get(i), true);
                        inputs.put(node.tops().get(i), value);
                        blobs.put(node.tops().get(i), value);
                    }
                }
                case Dropout ignored -> alias(node, blobs);
                case Split ignored -> alias(node, blobs);
                default -> {
                    Stage stage = stage(row, plan, blobs);
                    stage.inputs.forEach(input -> input.readers.add(stage));
                    blobs.put(node.tops().getFirst(), stage.output);
                    all.add(stage);
                }
            }
        }
        keep.blobs().forEach(blob -> find(blob, blobs, network).kept.add(blob));
        for (String blob : keep.labels()) {
            all.add(label(blob, find(blob, blobs, network), writers.get(blob)));
        }
        return all;
    }

    private static Value find(String blob, Map<String, Value> blobs, Network network) {
        Value value = blobs.get(blob);
        if (value == null) {
            throw new BadInputException(
                    "network '"
                            + network.name()
                            + "' has no blob '"
                            + blob
                            + "'; its blobs are "
                            + network.blobs());
        }
        return value;
    }

    private static Stage label(String blob, Value value, Shapes.Row writer) {
        Value labels = new Value(value.shape.with(1, 1), false);
        labels.kept.add(blob);
        Stage stage = new Stage(writer, new Stage.Label(), List.of(value), labels);
        stage.reaches = List.of(LayerReach.pixel(labels.shape));
        value.readers.add(stage);
        return stage;
    }

    private static void alias(Node node, Map<String, Value> blobs) {
        Value value = blobs.get(node.bottoms().getFirst());
        node.tops().forEach(top -> blobs.put(top, value));
    }

    private static Stage stage(Shapes.Row row, Plan plan, Map<String, Value> blobs) {
        List<String> read = row.node().bottoms();
        if (row.node().layer() instanceof Crop) {
            read = read.subList(0, 1); // of the second only the shape matters
        }
        List<Value> inputs = new ArrayList<>();
        read.forEach(blob -> inputs.add(blobs.get(blob)));
        Stage.Kind kind =
                switch (row.node().layer()) {
                    case Convolution layer ->
                            planned(row.node(), layer.shape(row.inputs().getFirst()), plan);
                    case Deconvolution layer ->
                            planned(row.node(), layer.shape(row.inputs().getFirst()), plan);
                    default -> new Stage.Operate();
                };
        Shape made = row.outputs().getFirst();
        Stage stage = new Stage(row, kind, inputs, new Value(made, false));
        List<LayerReach> reaches = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            reaches.add(LayerReach.of(row.node().layer(), row.inputs().get(i), made));
        }
        stage.reaches = reaches;
        return stage;
    }

    private static Stage.Convolve planned(Node node, ConvolutionShape shape, Plan plan) {
        Plan.Choice choice = plan.choices().get(node.name());
        if (choice == null) {
            throw new BadInputException(
                    "the plan for '"
                            + plan.network()
                            + "' has no kernel for layer '"
                            + node.name()
                            + "'; make a plan for this network");
        }
        Kernel kernel = choice.kernel();
        kernel.algorithm()
                .unsupported(shape)
                .ifPresent(
                        reason -> {
                            throw new BadInputException(
                                    "the plan's kernel "
                                            + kernel.name()
                                            + " for layer '"
                                            + node.name()
                                            + "' does not do "
                                            + shape
                                            + " ("
                                            + reason
                                            + "); choose another");
                        });
        return new Stage.Convolve(shape, kernel, Epilogue.NONE);
    }

    private static void prune(List<Stage> all) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Stage stage = all.get(i);
            if (stage.output.readers.isEmpty() && stage.output.kept.isEmpty()) {
                stage.inputs.forEach(input -> input.readers.remove(stage));
                all.remove(i);
            }
        }
    }

    /** Takes up ReLU, and then 2×2 pooling, that alone read what a convolution wrote. */
    private static void fuse(List<Stage> all, boolean pools) {
        for (Stage stage : List.copyOf(all)) {
            if (!(stage.kind instanceof Stage.Convolve convolve)) {
                continue;
            }
            Stage reader = stage.output.onlyReader();
            if (reader == null
                    || !(reader.row.node().layer() instanceof Relu relu)
                    || relu.negativeSlope() != 0) {
                continue;
            }
            Epilogue epilogue = Epilogue.RELU;
            stage.output = reader.output;
            all.remove(reader);
            reader = stage.output.onlyReader();
            ConvolutionKernel algorithm = convolve.kernel().algorithm();
            if (pools
                    && reader != null
                    && halves(reader)
                    && algorithm.supports(Epilogue.RELU_POOL)) {
                epilogue = Epilogue.RELU_POOL;
                stage.takeUp(reader);
                all.remove(reader);
            }
            stage.kind = new Stage.Convolve(convolve.shape(), convolve.kernel(), epilogue);
        }
    }

    /** A kernel that cuts takes up the crop, and then the sum or the labels, that alone read it. */
    private static void takeUp(List<Stage> all, Stage stage) {
        if (!(stage.kind instanceof Stage.Convolve convolve)
                || !convolve.kernel().algorithm().cuts()) {
            return;
        }
        Stage crop = stage.output.onlyReader();
        if (crop != null && crop.isSpatialCrop()) {
            stage.crop = (Crop) crop.row.node().layer();
            stage.takeUp(crop);
            all.remove(crop);
        }
        Stage reader = stage.output.onlyReader();
        if (reader != null && reader.kind instanceof Stage.Label) {
            stage.store = Placement.Store.LABEL;
            stage.takeUp(reader);
            all.remove(reader);
        } else if (reader != null && isPlainSum(reader)) {
            add(all, stage, reader);
        }
    }

    /** Adds what it makes to the other summand, once that is there. */
    private static void add(List<Stage> all, Stage stage, Stage sum) {
        Value other = sum.inputs.get(sum.inputs.getFirst() == stage.output ? 1 : 0);
        stage.store = Placement.Store.ADD;
        stage.takeUp(sum);
        stage.inputs = List.of(stage.inputs.getFirst(), other);
        stage.reaches = List.of(stage.reaches.getFirst(), LayerReach.pixel(stage.output.shape));
        other.readers.replaceAll(reader -> reader == sum ? stage : reader);
        all.remove(stage);
        all.set(all.indexOf(sum), stage);
    }

    private static boolean isPlainSum(Stage stage) {
        return stage.kind instanceof Stage.Operate
                && stage.row.node().layer() instanceof Eltwise layer
                && layer.operation() == Eltwise.Operation.SUM
                && stage.inputs.size() == 2
                && layer.coefficient(0) == 1
                && layer.coefficient(1) == 1;
    }

    private static boolean halves(Stage stage) {
        return stage.row.node().layer() instanceof Pooling pooling
                && pooling.method() == Pooling.Method.MAX
                && pooling.windowOn(stage.row.inputs().getFirst()).equals(Window.square(2, 2, 0));
    }

    private static List<Stage> withConversions(List<Stage> all) {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : all) {
            Layout layout;
            if (stage.kind instanceof Stage.Convolve convolve) {
                layout = convolve.kernel().algorithm().inputLayout();
                stage.output.layout = convolve.kernel().algorithm().outputLayout();
            } else if (stage.kind instanceof Stage.Label) {
                layout = Layout.NCHW;
            } else if (stage.kind instanceof Stage.Frame) {
                layout = stage.inputs.getFirst().layout;
                stage.output.layout = layout;
            } else {
                List<Layout> found = stage.inputs.stream().map(input -> input.layout).toList();
                layout = Operations.layout(stage.row.node().layer(), stage.operands(), found);
                stage.output.layout = layout;
            }
            List<Value> inputs = new ArrayList<>();
            for (Value input : stage.inputs) {
                boolean summand = stage.isConvolution() && !inputs.isEmpty();
                inputs.add(in(summand ? stage.output.layout : layout, input, stage, stages));
            }
            stage.inputs = inputs;
            stages.add(stage);
        }
        return stages;
    }

    /** The value in a layout, by a stage that converts it where none has yet. */
    private static Value in(Layout layout, Value value, Stage reader, List<Stage> stages) {
        if (value.layout == layout) {
            return value;
        }
        return value.converted.computeIfAbsent(
                layout,
                absent -> {
                    Value copy = new Value(value.shape, false);
                    copy.stored = value.stored;
                    copy.valid = value.valid;
                    copy.layout = layout;
                    stages.add(new Stage(reader.row, new Stage.Convert(), List.of(value), copy));
                    return copy;
                });
    }

    private void setLifetimes() {
        for (int i = 0; i < stages.size(); i++) {
            for (Value input : stages.get(i).inputs) {
                input.storage.last = i;
            }
            Value output = stages.get(i).output;
            output.storage.floats = output.floats();
            output.storage.first = i;
            output.storage.last = i;
        }
    }

    /**
     * A frame that holds what its input holds is its input; value-by-value stages write where an
     * input lies that nobody reads any more.
     */
    private void shareStorages() {
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            if (Frames.isInput(stage)) {
                share(stage, stage.inputs.getFirst());
                continue;
            }
            for (Value input : overwritable(stage)) {
                if (!input.input && input.storage.last == i) {
                    share(stage, input);
                    break;
                }
            }
        }
    }

    private static void share(Stage stage, Value input) {
        input.storage.last = Math.max(input.storage.last, stage.output.storage.last);
        stage.output.storage = input.storage;
    }

    private static List<Value> overwritable(Stage stage) {
        if (stage.store == Placement.Store.ADD) {
            Value summand = stage.inputs.get(1);
            boolean read = summand.storage == stage.inputs.getFirst().storage;
            return read ? List.of() : List.of(summand);
        }
        boolean valueByValue =
                stage.kind instanceof Stage.Operate
                        && (stage.row.node().layer() instanceof Relu
                                || stage.row.node().layer() instanceof Eltwise);
        return valueByValue && stage.inputs.size() <= 2 ? stage.inputs : List.of();
    }
}
