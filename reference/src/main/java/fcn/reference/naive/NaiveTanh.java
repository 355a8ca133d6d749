package fcn.reference.naive;

import fcn.reference.tensor.Tensor;

/** {@code tanh(x)}. */
final class NaiveTanh {
    private NaiveTanh() {}

    static Tensor forward(Tensor in) {
        Tensor out = Tensor.zeros(in.shape());
        for (int i = 0; i < in.data().length; i++) {
            out.data()[i] = (float) Math.tanh(in.data()[i]);
        }
        return out;
    }
}
