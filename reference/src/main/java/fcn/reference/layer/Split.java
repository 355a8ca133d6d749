package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.Collections;
import java.util.List;

/** The input again under several names; Caffe inserts it where a blob has several readers. */
public record Split(int copies) implements Layer {
    public Split {
        if (copies < 1) {
            throw new BadInputException("a split needs at least 1 top");
        }
    }

    @Override
    public String type() {
        return "Split";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return Collections.nCopies(copies, Layer.only(inputs));
    }

    @Override
    public long flops(List<Shape> inputs) {
        return 0;
    }
}
