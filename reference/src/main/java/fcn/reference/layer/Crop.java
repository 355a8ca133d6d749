package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the first input to the size of the second along {@code axis} and all axes after it, starting
 * at an offset: none (0), one for all of these axes, or one for each.
 */
public record Crop(int axis, List<Integer> offsets) implements Layer {
    public Crop {
        offsets = List.copyOf(offsets);
        if (axis < 0 || axis > 3) {
            throw new BadInputException("crop axis " + axis + " is not in 0 to 3");
        }
        if (offsets.size() > 1 && offsets.size() != 4 - axis) {
            throw new BadInputException(
                    offsets.size() + " crop offsets for the " + (4 - axis) + " axes from " + axis);
        }
    }

    @Override
    public String type() {
        return "Crop";
    }

    /** Where the cut starts along an axis. */
    public int offset(int along) {
        if (along < axis || offsets.isEmpty()) {
            return 0;
        }
        return offsets.size() == 1 ? offsets.getFirst() : offsets.get(along - axis);
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        if (inputs.size() != 2) {
            throw new BadInputException("it takes 2 bottoms, not " + inputs.size());
        }
        Shape from = inputs.get(0);
        Shape like = inputs.get(1);
        Shape out = from;
        for (int a = axis; a < 4; a++) {
            if (offset(a) < 0 || (long) offset(a) + like.axis(a) > from.axis(a)) {
                throw new BadInputException(
                        "it cuts "
                                + like.axis(a)
                                + " at offset "
                                + offset(a)
                                + " out of "
                                + from.axis(a)
                                + " along axis "
                                + a);
            }
            out = out.with(a, like.axis(a));
        }
        return List.of(out);
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 0;
    }

    @Override
    public String arithmetic(List<Shape> inputs) {
        Shape from = inputs.get(0);
        Shape like = inputs.get(1);
        List<String> cuts = new ArrayList<>();
        for (int a = axis; a < 4; a++) {
            cuts.add(
                    "NCHW".charAt(a)
                            + ": "
                            + Arithmetic.crop(from.axis(a), offset(a), like.axis(a)));
        }
        return String.join("; ", cuts);
    }
}
