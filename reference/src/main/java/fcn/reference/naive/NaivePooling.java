package fcn.reference.naive;

import fcn.reference.layer.Pooling;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

/**
 * The maximum or the average of each window, as Caffe (pooling_layer.cpp): values outside the image
 * do not count for either, but the average is divided by the window's area clipped to the image
 * with its padding. A window without any value, which the rounded-up output can have, is the
 * smallest float or 0/0.
 */
final class NaivePooling {
    private NaivePooling() {}

    static Tensor forward(Pooling pooling, Tensor in, Shape shape) {
        Window w = pooling.windowOn(in.shape());
        Tensor out = Tensor.zeros(shape);
        Maps.forEach(
                shape,
                (n, c) -> {
                    for (int y = 0; y < shape.h(); y++) {
                        for (int x = 0; x < shape.w(); x++) {
                            int top = y * w.strideH() - w.padH();
                            int left = x * w.strideW() - w.padW();
                            float value =
                                    switch (pooling.method()) {
                                        case MAX -> maximum(in, n, c, top, left, w);
                                        case AVE -> average(in, n, c, top, left, w);
                                    };
                            out.set(n, c, y, x, value);
                        }
                    }
                });
        return out;
    }

    private static float maximum(Tensor in, int n, int c, int top, int left, Window w) {
        int bottom = Math.min(top + w.kernelH(), in.shape().h());
        int right = Math.min(left + w.kernelW(), in.shape().w());
        float maximum = -Float.MAX_VALUE;
        for (int y = Math.max(top, 0); y < bottom; y++) {
            for (int x = Math.max(left, 0); x < right; x++) {
                maximum = Math.max(maximum, in.at(n, c, y, x));
            }
        }
        return maximum;
    }

    private static float average(Tensor in, int n, int c, int top, int left, Window w) {
        int bottom = Math.min(top + w.kernelH(), in.shape().h() + w.padH());
        int right = Math.min(left + w.kernelW(), in.shape().w() + w.padW());
        double sum = 0;
        for (int y = Math.max(top, 0); y < Math.min(bottom, in.shape().h()); y++) {
            for (int x = Math.max(left, 0); x < Math.min(right, in.shape().w()); x++) {
                sum += in.at(n, c, y, x);
            }
        }
        return (float) (sum / ((double) (bottom - top) * (right - left)));
    }
}
