package fcn.reference.naive;

import fcn.reference.layer.Relu;
import fcn.reference.tensor.Tensor;

/** {@code max(x, 0) + slope · min(x, 0)}. */
final class NaiveRelu {
    private NaiveRelu() {}

    static Tensor forward(Relu relu, Tensor in) {
        Tensor out = Tensor.zeros(in.shape());
        for (int i = 0; i < in.data().length; i++) {
            float x = in.data()[i];
            out.data()[i] = Math.max(x, 0) + relu.negativeSlope() * Math.min(x, 0);
        }
        return out;
    }
}
