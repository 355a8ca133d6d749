package fcn.kernels.session;

import fcn.kernels.layout.Layout;
import fcn.kernels.operation.ByDefinition;
import fcn.kernels.operation.Combination;
import fcn.kernels.operation.Cut;
import fcn.kernels.operation.Joining;
import fcn.kernels.operation.Operation;
import fcn.kernels.operation.Rectifier;
import fcn.kernels.operation.SeparablePooling;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;

import java.util.List;

/** Which operation, in which layout, does a layer that is no convolution. */
final class Operations {
    private Operations() {}

    /**
     * The layout in which a stage reads and writes: its inputs', where they agree and it can; else
     * NCHW.
     */
    static Layout layout(Stage stage) {
        Layout first = stage.inputs.getFirst().layout;
        boolean agreed = stage.inputs.stream().allMatch(input -> input.layout == first);
        return agreed && works(stage, first) ? first : Layout.NCHW;
    }

    private static boolean works(Stage stage, Layout layout) {
        List<Shape> shapes = shapes(stage);
        return switch (stage.row.node().layer()) {
            case Relu ignored -> true;
            case Pooling pooling -> SeparablePooling.fits(pooling, shapes.getFirst(), layout);
            case Eltwise ignored -> true;
            case Concat concat -> Joining.fits(concat.axis(), shapes, layout);
            case Crop ignored -> Cut.fits(shapes.getFirst(), stage.output.buffer(), layout);
            default -> layout == Layout.NCHW;
        };
    }

    /** The operation, for teams of up to {@code threads} threads. */
    static Operation prepare(Stage stage, Weights weights, int threads) {
        Value output = stage.output;
        Layer layer = stage.row.node().layer();
        List<Shape> shapes = shapes(stage);
        return switch (layer) {
            case Relu relu -> new Rectifier(output.floats(), relu.negativeSlope());
            case Eltwise eltwise -> new Combination(eltwise, output.floats());
            case Pooling pooling ->
                    new SeparablePooling(
                            pooling, shapes.getFirst(), output.buffer(), output.layout, threads);
            case Concat concat -> new Joining(concat.axis(), shapes, output.layout);
            case Crop crop -> new Cut(crop, shapes.getFirst(), output.buffer(), output.layout);
            default -> new ByDefinition(layer, shapes, weights.of(stage.layer()));
        };
    }

    private static List<Shape> shapes(Stage stage) {
        return stage.inputs.stream().map(Value::buffer).toList();
    }
}
