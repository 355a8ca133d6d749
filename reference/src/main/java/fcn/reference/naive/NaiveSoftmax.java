package fcn.reference.naive;

import fcn.reference.layer.Softmax;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

/** {@code exp(x - max) / sum(exp(x - max))} over the values along the axis. */
final class NaiveSoftmax {
    private NaiveSoftmax() {}

    static Tensor forward(Softmax softmax, Tensor in) {
        Shape shape = in.shape();
        int length = shape.axis(softmax.axis());
        int step = 1;
        for (int axis = softmax.axis() + 1; axis < 4; axis++) {
            step *= shape.axis(axis);
        }
        Tensor out = Tensor.zeros(shape);
        for (int i = 0; i < in.data().length; i++) {
            if (i / step % length == 0) {
                normalise(in.data(), out.data(), i, step, length);
            }
        }
        return out;
    }

    /** The values at {@code first}, {@code first + step}, …: as many as {@code length}. */
    private static void normalise(float[] in, float[] out, int first, int step, int length) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            maximum = Math.max(maximum, in[first + k * step]);
        }
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += Math.exp(in[first + k * step] - maximum);
        }
        for (int k = 0; k < length; k++) {
            out[first + k * step] = (float) (Math.exp(in[first + k * step] - maximum) / sum);
        }
    }
}
