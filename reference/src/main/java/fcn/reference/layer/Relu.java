package fcn.reference.layer;

import fcn.reference.tensor.Shape;

import java.util.List;

/** {@code y = max(x, 0) + negativeSlope · min(x, 0)}; shape unchanged. */
public record Relu(float negativeSlope) implements Layer {
    @Override
    public String type() {
        return "ReLU";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(Layer.only(inputs));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return Layer.only(inputs).count();
    }
}
