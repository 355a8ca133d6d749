package fcn.kernels.operation;

import fcn.kernels.layout.Layout;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.List;
import java.util.function.Supplier;

/** Which operation, in which layout, does a layer that is no convolution. */
public final class Operations {
    private Operations() {}

    /** The layout in which a layer reads and writes: its inputs', where they agree and it can. */
    public static Layout layout(Layer layer, List<Shape> inputs, List<Layout> found) {
        Layout first = found.getFirst();
        boolean agreed = found.stream().allMatch(layout -> layout == first);
        return agreed && works(layer, inputs, first) ? first : Layout.NCHW;
    }

    private static boolean works(Layer layer, List<Shape> inputs, Layout layout) {
        return switch (layer) {
            case Relu ignored -> true;
            case Pooling pooling -> SeparablePooling.fits(pooling, inputs.getFirst(), layout);
            case Eltwise ignored -> true;
            case Concat concat -> Joining.fits(concat.axis(), inputs, layout);
            case Crop crop -> Cut.fits(inputs.getFirst(), crop.outputs(inputs).getFirst(), layout);
            default -> layout == Layout.NCHW;
        };
    }

    /**
     * The operation, for teams of up to {@code threads} threads.
     *
     * @param weights the layer's, asked for where it has some
     */
    public static Operation prepare(
            Layer layer,
            List<Shape> inputs,
            Layout layout,
            Supplier<List<Tensor>> weights,
            int threads) {
        Shape output = layer.outputs(inputs).getFirst();
        return switch (layer) {
            case Relu relu -> new Rectifier(layout.floats(output), relu.negativeSlope());
            case Eltwise eltwise -> new Combination(eltwise, layout.floats(output));
            case Pooling pooling ->
                    new SeparablePooling(pooling, inputs.getFirst(), output, layout, threads);
            case Concat concat -> new Joining(concat.axis(), inputs, layout);
            case Crop crop -> new Cut(crop, inputs.getFirst(), output, layout);
            default -> new ByDefinition(layer, inputs, weights.get());
        };
    }
}
