package fcn.reports.features;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.Random;

/** Blobs to be shown. */
final class Blobs {
    private Blobs() {}

    /** Values of both signs, each channel of another strength. */
    static Tensor random(int c, int h, int w) {
        Random random = new Random(5);
        Tensor blob = Tensor.zeros(new Shape(1, c, h, w));
        for (int i = 0; i < blob.data().length; i++) {
            blob.data()[i] = (float) random.nextGaussian() * (1 + i / (h * w));
        }
        return blob;
    }

    /** The same with a channel of one value. */
    static Tensor constant(Tensor blob, int channel, float value) {
        int size = blob.shape().h() * blob.shape().w();
        for (int i = 0; i < size; i++) {
            blob.data()[channel * size + i] = value;
        }
        return blob;
    }
}
