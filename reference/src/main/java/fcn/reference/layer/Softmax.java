package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/** {@code y = exp(x - max) / sum(exp(x - max))} along an axis; shape unchanged. */
public record Softmax(int axis) implements Layer {
    public Softmax {
        if (axis < 0 || axis > 3) {
            throw new BadInputException("softmax axis " + axis + " is not in 0 to 3");
        }
    }

    @Override
    public String type() {
        return "Softmax";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(Layer.only(inputs));
    }

    /** Maximum, difference, exponential, sum and quotient: 5 a value. */
    @Override
    public long flops(List<Shape> inputs) {
        return 5 * Layer.only(inputs).count();
    }
}
