package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/** The inputs one after the other along an axis; along the others they must agree. */
public record Concat(int axis) implements Layer {
    public Concat {
        if (axis < 0 || axis > 3) {
            throw new BadInputException("concat axis " + axis + " is not in 0 to 3");
        }
    }

    @Override
    public String type() {
        return "Concat";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new BadInputException("it takes at least 1 bottom");
        }
        Shape first = inputs.getFirst();
        int extent = 0;
        for (Shape in : inputs) {
            if (!in.with(axis, 1).equals(first.with(axis, 1))) {
                throw new BadInputException(
                        "its bottoms differ beside axis " + axis + ": " + first + " and " + in);
            }
            extent = Math.addExact(extent, in.axis(axis));
        }
        return List.of(first.with(axis, extent));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 0;
    }
}
