package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/** What the network is given: one shape for each output. */
public record Input(List<Shape> shapes) implements Layer {
    public Input {
        shapes = List.copyOf(shapes);
    }

    @Override
    public String type() {
        return "Input";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        if (!inputs.isEmpty()) {
            throw new BadInputException("it takes no bottoms, not " + inputs.size());
        }
        return shapes;
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 0;
    }
}
