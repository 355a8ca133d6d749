package fcn.reference.naive;

import fcn.reference.layer.BatchNorm;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.List;

/**
 * {@code (x - mean) / sqrt(variance + epsilon)} per channel. The stored statistics are divided by
 * the stored factor; a factor of 0 makes them 0 (batch_norm_layer.cpp).
 */
final class NaiveBatchNorm {
    private NaiveBatchNorm() {}

    static Tensor forward(BatchNorm norm, Tensor in, List<Tensor> weights) {
        Shape shape = in.shape();
        float stored = weights.get(2).data()[0];
        double factor = stored == 0 ? 0 : 1.0 / stored;
        Tensor out = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                double mean = weights.get(0).data()[c] * factor;
                double variance = weights.get(1).data()[c] * factor;
                double deviation = Math.sqrt(variance + norm.epsilon());
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        out.set(n, c, y, x, (float) ((in.at(n, c, y, x) - mean) / deviation));
                    }
                }
            }
        }
        return out;
    }
}
