package fcn.reference.caffe;

import fcn.reference.BadInputException;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.tensor.Shape;

import java.util.Collections;
import java.util.List;

/** Sizes that stand in a description, checked before they are used. */
final class Dimensions {
    private Dimensions() {}

    /** A feature map's shape of at most four axes, padded with ones on the right. */
    static Shape featureMap(BlobShape shape) {
        List<Long> dims = shape.getDimList();
        if (dims.isEmpty() || dims.size() > 4) {
            throw new BadInputException("shape of " + dims.size() + " dims; give 1 to 4");
        }
        for (long dim : dims) {
            if (dim < 1 || dim > Integer.MAX_VALUE) {
                throw new BadInputException("dim " + dim + "; give at least 1");
            }
        }
        Shape padded = new Shape(1, 1, 1, 1);
        for (int axis = 0; axis < dims.size(); axis++) {
            padded = padded.with(axis, Math.toIntExact(dims.get(axis)));
        }
        return padded;
    }

    /** A uint32 as protobuf gives it, where 2^31 and more appear as negative. */
    static int number(String field, int value) {
        if (value < 0) {
            throw new BadInputException(
                    field + " " + Integer.toUnsignedString(value) + " is too large");
        }
        return value;
    }

    /** The same, at least 1. */
    static int positive(String field, int value) {
        if (number(field, value) == 0) {
            throw new BadInputException(field + " must be given, and at least 1");
        }
        return value;
    }

    static List<Integer> numbers(String field, List<Integer> values) {
        values.forEach(value -> number(field, value));
        return Collections.unmodifiableList(values);
    }
}
