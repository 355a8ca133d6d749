package fcn.reference.naive;

import fcn.reference.layer.Crop;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

/** {@code out(n, c, y, x) = in} at the same place moved by the offsets. */
final class NaiveCrop {
    private NaiveCrop() {}

    static Tensor forward(Crop crop, Tensor in, Shape shape) {
        Tensor out = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        float value =
                                in.at(
                                        n + crop.offset(0),
                                        c + crop.offset(1),
                                        y + crop.offset(2),
                                        x + crop.offset(3));
                        out.set(n, c, y, x, value);
                    }
                }
            }
        }
        return out;
    }
}
