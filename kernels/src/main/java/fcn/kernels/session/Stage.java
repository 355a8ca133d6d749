package fcn.kernels.session;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.Placement;
import fcn.kernels.region.LayerReach;
import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.List;

/** One step of a run: reads some values, writes one. Its kind says how. */
final class Stage {
    /** What a stage is made of. */
    sealed interface Kind permits Convolve, Bands, Convert, Frame, Label, Operate {}

    /** A convolution or transposed one by its planned kernel. */
    record Convolve(ConvolutionShape shape, Kernel kernel, Epilogue epilogue) implements Kind {}

    /**
     * Two convolutions in turn, a part of the second's output at a time.
     *
     * @param band of the second's output, whatever its place
     */
    record Bands(Stage first, Stage second, Region band) implements Kind {}

    /** The input in the output's layout. */
    record Convert() implements Kind {}

    /**
     * The input's part {@code region} in a buffer of its own, with what does not depend on the
     * network's inputs around it; the input itself, where that is what it holds.
     *
     * @param type what it is called: a crop, or a frame for a convolution to read
     */
    record Frame(String type, Region region) implements Kind {}

    /** Of each pixel of the input the channel with the largest value. */
    record Label() implements Kind {}

    /** Any other layer. */
    record Operate() implements Kind {}

    final Shapes.Row row;
    Kind kind;
    List<Value> inputs;
    Value output;

    /** How the output depends on each input. */
    List<LayerReach> reaches;

    /** What of a convolution's output is cut off before all else; null where nothing is. */
    Crop crop;

    /** What a convolution does with its output; an ADD's second input is what it adds to. */
    Placement.Store store = Placement.Store.PUT;

    /** Where a convolution puts its output; null where that is the whole of it. */
    Placement placement;

    /** What its kernel takes to work in. */
    final Value.Storage scratch = new Value.Storage();

    /** The output by itself of a convolution that puts it straight into a frame; else null. */
    Value unframed;

    Stage(Shapes.Row row, Kind kind, List<Value> inputs, Value output) {
        this.row = row;
        this.kind = kind;
        this.inputs = inputs;
        this.output = output;
        this.reaches = List.of();
    }

    /** The layer under whose name its time is reported. */
    String layer() {
        return row.node().name();
    }

    /** Shapes of what the layer works on; of a crop's second operand there is only the shape. */
    List<Shape> operands() {
        return row.node().layer() instanceof Crop
                ? row.inputs()
                : inputs.stream().map(Value::buffer).toList();
    }

    boolean isConvolution() {
        return kind instanceof Convolve;
    }

    /** The stages that it was joined from; itself where it was not. */
    List<Stage> parts() {
        return kind instanceof Bands bands ? List.of(bands.first, bands.second) : List.of(this);
    }

    /** What it makes of its output's map, without what is framed around it. */
    Region made() {
        return (unframed == null ? output : unframed).stored;
    }

    /** Where it puts that in its output's memory. */
    Placement placed() {
        return placement == null ? Placement.whole(output.buffer()) : placement;
    }

    /** Whether it is a crop of rows and columns alone. */
    boolean isSpatialCrop() {
        Shape in = inputs.getFirst().shape;
        return kind instanceof Operate
                && row.node().layer() instanceof Crop crop
                && crop.offset(0) == 0
                && crop.offset(1) == 0
                && in.n() == output.shape.n()
                && in.c() == output.shape.c();
    }

    /** Does what its reader did too, and writes what that wrote. */
    void takeUp(Stage reader) {
        reaches = List.of(reaches.getFirst().then(reader.reaches.getFirst()));
        output = reader.output;
    }

    /** The kernel's name, "convert", "label", or the layer's type. */
    String kernel() {
        return switch (kind) {
            case Convolve convolve -> convolve.kernel().name();
            case Bands bands -> bands.second.kernel();
            case Convert ignored -> "convert";
            case Frame frame -> frame.type();
            case Label ignored -> "label";
            case Operate ignored -> row.node().layer().type();
        };
    }
}
