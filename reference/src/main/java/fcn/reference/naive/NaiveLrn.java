package fcn.reference.naive;

import fcn.reference.layer.Lrn;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

/**
 * {@code x / (k + alpha / n · sum x²)^beta} over the neighbours, as Caffe (lrn_layer.cpp): across
 * channels n is the local size; within a channel it is the whole square, at the border too, and k
 * is 1 whatever the layer says.
 */
final class NaiveLrn {
    private NaiveLrn() {}

    static Tensor forward(Lrn lrn, Tensor in) {
        Shape shape = in.shape();
        Tensor out = Tensor.zeros(shape);
        Maps.forEach(
                shape,
                (n, c) -> {
                    for (int y = 0; y < shape.h(); y++) {
                        for (int x = 0; x < shape.w(); x++) {
                            double scale =
                                    switch (lrn.region()) {
                                        case ACROSS_CHANNELS -> across(lrn, in, n, c, y, x);
                                        case WITHIN_CHANNEL -> within(lrn, in, n, c, y, x);
                                    };
                            double value = in.at(n, c, y, x) * Math.pow(scale, -lrn.beta());
                            out.set(n, c, y, x, (float) value);
                        }
                    }
                });
        return out;
    }

    private static double across(Lrn lrn, Tensor in, int n, int c, int y, int x) {
        int half = lrn.localSize() / 2;
        double sum = 0;
        for (int k = Math.max(0, c - half); k <= Math.min(in.shape().c() - 1, c + half); k++) {
            sum += (double) in.at(n, k, y, x) * in.at(n, k, y, x);
        }
        return lrn.k() + lrn.alpha() / lrn.localSize() * sum;
    }

    private static double within(Lrn lrn, Tensor in, int n, int c, int y, int x) {
        int half = lrn.localSize() / 2;
        double sum = 0;
        for (int j = Math.max(0, y - half); j <= Math.min(in.shape().h() - 1, y + half); j++) {
            for (int i = Math.max(0, x - half); i <= Math.min(in.shape().w() - 1, x + half); i++) {
                sum += (double) in.at(n, c, j, i) * in.at(n, c, j, i);
            }
        }
        return 1 + lrn.alpha() / ((double) lrn.localSize() * lrn.localSize()) * sum;
    }
}
