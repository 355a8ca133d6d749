package fcn.kernels.session;

import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operations;

import java.util.ArrayList;
import java.util.List;

/** Chooses the layout of each value, and copies values for readers that want another. */
final class Conversions {
    private Conversions() {}

    /** The stages with those that convert, which stand before the first that reads the copy. */
    static List<Stage> into(List<Stage> all) {
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
}
