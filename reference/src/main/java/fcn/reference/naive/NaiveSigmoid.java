package fcn.reference.naive;

import fcn.reference.tensor.Tensor;

/** {@code 1 / (1 + exp(-x))}. */
final class NaiveSigmoid {
    private NaiveSigmoid() {}

    static Tensor forward(Tensor in) {
        Tensor out = Tensor.zeros(in.shape());
        for (int i = 0; i < in.data().length; i++) {
            out.data()[i] = (float) (1 / (1 + Math.exp(-in.data()[i])));
        }
        return out;
    }
}
