package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code y = gamma x (+ beta)}, gamma and beta broadcast: they span {@code axes} axes of the input
 * from {@code axis} on (-1: all that follow), which is one value a channel for the default (1, 1).
 * Gamma is learned, or the second input.
 */
public record Scale(int axis, int axes, boolean bias) implements Layer {
    public Scale {
        if (axis < 0 || axis > 3 || axes < -1 || axis + Math.max(axes, 0) > 4) {
            throw new BadInputException(
                    "scale axis " + axis + " with " + axes + " axes does not fit N×C×H×W");
        }
    }

    @Override
    public String type() {
        return "Scale";
    }

    /** The extent of gamma, aligned with the input's axes: 1 along those it does not span. */
    public Shape factor(Shape input) {
        int end = axes < 0 ? 4 : axis + axes;
        Shape factor = new Shape(1, 1, 1, 1);
        for (int a = axis; a < end; a++) {
            factor = factor.with(a, input.axis(a));
        }
        return factor;
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        if (inputs.size() == 2) {
            long expected = factor(inputs.get(0)).count();
            if (inputs.get(1).count() != expected) {
                throw new BadInputException(
                        "its second bottom "
                                + inputs.get(1)
                                + " should have "
                                + expected
                                + " values");
            }
            return List.of(inputs.getFirst());
        }
        return List.of(Layer.only(inputs));
    }

    @Override
    public List<Shape> weights(List<Shape> inputs) {
        Shape blob = Shape.vector(Math.toIntExact(factor(inputs.getFirst()).count()));
        int learned = (inputs.size() == 1 ? 1 : 0) + (bias ? 1 : 0);
        return new ArrayList<>(Collections.nCopies(learned, blob));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return (bias ? 2 : 1) * inputs.getFirst().count();
    }
}
