package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/** Two or more inputs of one shape, combined value by value; a SUM may weight each input. */
public record Eltwise(Operation operation, List<Float> coefficients) implements Layer {
    /** How values are combined. */
    public enum Operation {
        SUM,
        PROD,
        MAX
    }

    public Eltwise {
        coefficients = List.copyOf(coefficients);
        if (operation != Operation.SUM && !coefficients.isEmpty()) {
            throw new BadInputException("coefficients go with SUM only");
        }
    }

    @Override
    public String type() {
        return "Eltwise";
    }

    /** The weight of an input in a SUM; 1 where none is given. */
    public float coefficient(int input) {
        return coefficients.isEmpty() ? 1 : coefficients.get(input);
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new BadInputException("it takes at least 2 bottoms, not " + inputs.size());
        }
        if (!coefficients.isEmpty() && coefficients.size() != inputs.size()) {
            throw new BadInputException(
                    coefficients.size() + " coefficients for " + inputs.size() + " bottoms");
        }
        Shape first = inputs.getFirst();
        for (Shape other : inputs) {
            if (!other.equals(first)) {
                throw new BadInputException(
                        "its bottoms differ in shape: " + first + " and " + other);
            }
        }
        return List.of(first);
    }

    @Override
    public long flops(List<Shape> inputs) {
        long operations = inputs.size() - 1L + (coefficients.isEmpty() ? 0 : inputs.size());
        return operations * outputs(inputs).getFirst().count();
    }
}
