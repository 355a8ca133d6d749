package fcn.reference.layer;

import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * {@code y = (x - mean) / sqrt(variance + epsilon)} per channel, with the statistics of training:
 * blobs mean (C), variance (C) and the factor (1) that both are to be divided by.
 */
public record BatchNorm(float epsilon) implements Layer {
    @Override
    public String type() {
        return "BatchNorm";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(Layer.only(inputs));
    }

    @Override
    public List<Shape> weights(List<Shape> inputs) {
        Shape channels = Shape.vector(Layer.only(inputs).c());
        return List.of(channels, channels, Shape.vector(1));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 2 * Layer.only(inputs).count();
    }
}
