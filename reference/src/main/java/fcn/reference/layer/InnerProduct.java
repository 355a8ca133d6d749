package fcn.reference.layer;

import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * A matrix product with the flattened C×H×W of each image: weights {@code outputs × C·H·W}, or
 * their transpose, then a bias. The output is N×outputs×1×1.
 */
public record InnerProduct(int outputChannels, boolean bias, boolean transpose) implements Layer {
    @Override
    public String type() {
        return "InnerProduct";
    }

    /** C·H·W, the length of each dot product. */
    public static int length(Shape input) {
        return Math.toIntExact(input.count() / input.n());
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(new Shape(Layer.only(inputs).n(), outputChannels, 1, 1));
    }

    @Override
    public List<Shape> weights(List<Shape> inputs) {
        int length = length(Layer.only(inputs));
        Shape matrix =
                transpose
                        ? new Shape(1, 1, length, outputChannels)
                        : new Shape(1, 1, outputChannels, length);
        return bias ? List.of(matrix, Shape.vector(outputChannels)) : List.of(matrix);
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 2L * outputChannels * Layer.only(inputs).count();
    }

    @Override
    public String arithmetic(List<Shape> inputs) {
        Shape in = Layer.only(inputs);
        return in.c() + "·" + in.h() + "·" + in.w() + " = " + length(in) + " to " + outputChannels;
    }
}
