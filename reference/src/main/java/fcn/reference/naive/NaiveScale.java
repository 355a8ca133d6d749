package fcn.reference.naive;

import fcn.reference.layer.Scale;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.List;

/** {@code gamma · x + beta}, gamma and beta repeated along the axes that they do not span. */
final class NaiveScale {
    private NaiveScale() {}

    static Tensor forward(Scale scale, List<Tensor> inputs, List<Tensor> weights) {
        Tensor in = inputs.getFirst();
        Shape shape = in.shape();
        Shape factor = scale.factor(shape);
        float[] gamma = (inputs.size() == 2 ? inputs.get(1) : weights.getFirst()).data();
        float[] beta = scale.bias() ? weights.getLast().data() : new float[gamma.length];
        Tensor out = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        int i = n % factor.n();
                        i = i * factor.c() + c % factor.c();
                        i = i * factor.h() + y % factor.h();
                        i = i * factor.w() + x % factor.w();
                        double value = (double) gamma[i] * in.at(n, c, y, x) + beta[i];
                        out.set(n, c, y, x, (float) value);
                    }
                }
            }
        }
        return out;
    }
}
