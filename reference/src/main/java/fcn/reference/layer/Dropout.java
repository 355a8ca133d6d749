package fcn.reference.layer;

import fcn.reference.tensor.Shape;

import java.util.List;

/** The identity: dropping values is for training alone. */
public record Dropout(float ratio) implements Layer {
    @Override
    public String type() {
        return "Dropout";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(Layer.only(inputs));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 0;
    }
}
