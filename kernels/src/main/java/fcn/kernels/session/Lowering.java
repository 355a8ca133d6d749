package fcn.kernels.session;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.plan.Plan;
import fcn.kernels.region.LayerReach;
import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Input;
import fcn.reference.layer.Split;
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
import java.util.stream.Stream;

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
        Fusion.fuse(all, savings);
        made = all.stream().map(stage -> stage.output).toList();
        List<Stage> whole =
                Conversions.into(
                        new Frames(inputs.values(), all, savings.contains(Saving.FRAME)).framed());
        stages = savings.contains(Saving.BANDS) ? banding.of(whole) : whole;
        Lifetimes.set(stages);
    }

    /** The convolutions, in the order in which they run. */
    List<Stage> convolutions() {
        return stages.stream()
                .flatMap(stage -> stage.parts().stream())
                .filter(Stage::isConvolution)
                .toList();
    }

    /** The storages of all values but the inputs, and of the stages' scratch. */
    List<Value.Storage> storages() {
        return stages.stream()
                .flatMap(stage -> Stream.of(stage.output.storage, stage.scratch))
                .distinct()
                .toList();
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
}
