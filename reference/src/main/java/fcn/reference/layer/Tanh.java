package fcn.reference.layer;

import fcn.reference.tensor.Shape;

import java.util.List;

/** {@code y = tanh(x)}; shape unchanged; counted as 4 operations a value. */
public record Tanh() implements Layer {
    @Override
    public String type() {
        return "TanH";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(Layer.only(inputs));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 4 * Layer.only(inputs).count();
    }
}
