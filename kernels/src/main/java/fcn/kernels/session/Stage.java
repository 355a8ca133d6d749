package fcn.kernels.session;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Shapes;

import java.util.List;

/** One step of a run: reads some values, writes one. Its kind says how. */
final class Stage {
    /** What a stage is made of. */
    sealed interface Kind permits Convolve, Convert, Operate {}

    /** A convolution or transposed one by its planned kernel. */
    record Convolve(ConvolutionShape shape, Kernel kernel, Epilogue epilogue) implements Kind {}

    /** The input in the output's layout. */
    record Convert() implements Kind {}

    /** Any other layer. */
    record Operate() implements Kind {}

    final Shapes.Row row;
    Kind kind;
    List<Value> inputs;
    Value output;

    Stage(Shapes.Row row, Kind kind, List<Value> inputs, Value output) {
        this.row = row;
        this.kind = kind;
        this.inputs = inputs;
        this.output = output;
    }

    /** The layer under whose name its time is reported. */
    String layer() {
        return row.node().name();
    }

    /** The kernel's name, "convert", or the layer's type. */
    String kernel() {
        return switch (kind) {
            case Convolve convolve -> convolve.kernel().name();
            case Convert ignored -> "convert";
            case Operate ignored -> row.node().layer().type();
        };
    }
}
