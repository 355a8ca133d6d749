package fcn.kernels.session;

import fcn.kernels.convolution.Placement;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Relu;

import java.util.List;

/** From when to when each value takes memory, and which take the same. */
final class Lifetimes {
    private Lifetimes() {}

    /** Sets the storage of all values that stages read and write, and of what they work in. */
    static void set(List<Stage> stages) {
        live(stages);
        share(stages);
    }

    private static void live(List<Stage> stages) {
        for (int i = 0; i < stages.size(); i++) {
            for (Value input : stages.get(i).inputs) {
                input.storage.last = i;
            }
            Value output = stages.get(i).output;
            output.storage.floats = output.floats();
            output.storage.first = i;
            output.storage.last = i;
            stages.get(i).scratch.first = i;
            stages.get(i).scratch.last = i;
        }
    }

    /**
     * A frame that holds what its input holds is its input; value-by-value stages write where an
     * input lies that nobody reads any more.
     */
    private static void share(List<Stage> stages) {
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
