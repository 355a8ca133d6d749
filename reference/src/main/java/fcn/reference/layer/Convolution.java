package fcn.reference.layer;

import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * Convolution (in truth correlation), as Caffe's: weights OC × IC/group × KH × KW, then a bias of
 * OC.
 */
public record Convolution(int outputChannels, Window window, int group, boolean bias)
        implements Layer {
    @Override
    public String type() {
        return "Convolution";
    }

    /** The kernel problem that this layer is on an input. */
    public ConvolutionShape shape(Shape input) {
        return new ConvolutionShape(
                false, input.n(), group, input.c(), input.h(), input.w(), outputChannels, window);
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(shape(Layer.only(inputs)).output());
    }

    @Override
    public List<Shape> weights(List<Shape> inputs) {
        Shape weights = shape(Layer.only(inputs)).weights();
        return bias ? List.of(weights, Shape.vector(outputChannels)) : List.of(weights);
    }

    @Override
    public long flops(List<Shape> inputs) {
        return shape(Layer.only(inputs)).flops();
    }

    @Override
    public String arithmetic(List<Shape> inputs) {
        Shape in = Layer.only(inputs);
        String h =
                Arithmetic.convolution(
                        in.h(),
                        window.kernelH(),
                        window.strideH(),
                        window.padH(),
                        window.dilationH());
        String w =
                Arithmetic.convolution(
                        in.w(),
                        window.kernelW(),
                        window.strideW(),
                        window.padW(),
                        window.dilationW());
        return Arithmetic.hw(h, w);
    }
}
