package fcn.reference.network;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

/** One learned blob, whose values can be had piece by piece. */
public interface WeightBlob {
    Shape shape();

    /**
     * Copies {@code count} values, from the {@code from}th on in Caffe's order, to {@code to} from
     * {@code at} on. Any number of threads may ask at once.
     */
    void read(long from, int count, float[] to, int at);

    /**
     * The same values as they lie in memory or in a file, to be read again and again: this blob,
     * unless it computes them at each call.
     */
    default WeightBlob stored() {
        return this;
    }

    /** All of it, in an array of its own. */
    default Tensor whole() {
        Tensor tensor = Tensor.zeros(shape());
        read(0, tensor.data().length, tensor.data(), 0);
        return tensor;
    }

    /** What is in memory; {@link #whole} is the tensor itself. */
    static WeightBlob of(Tensor tensor) {
        return new WeightBlob() {
            @Override
            public Shape shape() {
                return tensor.shape();
            }

            @Override
            public void read(long from, int count, float[] to, int at) {
                System.arraycopy(tensor.data(), Math.toIntExact(from), to, at, count);
            }

            @Override
            public Tensor whole() {
                return tensor;
            }
        };
    }
}
