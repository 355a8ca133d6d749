package fcn.reference.naive;

import fcn.reference.layer.InnerProduct;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.List;

/** {@code out(n, o) = bias(o) + sum over i of weight(o, i) · in(n, i)}, i over C×H×W. */
final class NaiveInnerProduct {
    private NaiveInnerProduct() {}

    static Tensor forward(InnerProduct product, Tensor in, List<Tensor> weights, Shape shape) {
        int length = InnerProduct.length(in.shape());
        int outputs = product.outputChannels();
        float[] weight = weights.getFirst().data();
        Tensor out = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int o = 0; o < outputs; o++) {
                double sum = product.bias() ? weights.get(1).data()[o] : 0;
                for (int i = 0; i < length; i++) {
                    int at = product.transpose() ? i * outputs + o : o * length + i;
                    sum += (double) weight[at] * in.data()[n * length + i];
                }
                out.set(n, o, 0, 0, (float) sum);
            }
        }
        return out;
    }
}
