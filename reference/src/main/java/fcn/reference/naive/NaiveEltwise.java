package fcn.reference.naive;

import fcn.reference.layer.Eltwise;
import fcn.reference.tensor.Tensor;

import java.util.List;

/** The inputs' sum with coefficients, their product, or their maximum, value by value. */
final class NaiveEltwise {
    private NaiveEltwise() {}

    static Tensor forward(Eltwise eltwise, List<Tensor> inputs) {
        Tensor out = Tensor.zeros(inputs.getFirst().shape());
        for (int i = 0; i < out.data().length; i++) {
            double value = eltwise.coefficient(0) * (double) inputs.getFirst().data()[i];
            for (int k = 1; k < inputs.size(); k++) {
                float x = inputs.get(k).data()[i];
                value =
                        switch (eltwise.operation()) {
                            case SUM -> value + eltwise.coefficient(k) * (double) x;
                            case PROD -> value * x;
                            case MAX -> Math.max(value, x);
                        };
            }
            out.data()[i] = (float) value;
        }
        return out;
    }
}
