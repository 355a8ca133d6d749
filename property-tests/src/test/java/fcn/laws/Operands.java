package fcn.laws;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/** What a kernel is given: an image batch, and the weights with or without a bias. */
record Operands(Tensor input, List<Tensor> weights) {
    /** Integers in ±4: every sum and every product is exact in float32. */
    static Operands integers(Trial trial) {
        SplittableRandom random = new SplittableRandom(trial.seed());
        return of(trial, () -> random.nextInt(-4, 5));
    }

    /** Reals in ±1. */
    static Operands reals(Trial trial) {
        SplittableRandom random = new SplittableRandom(trial.seed());
        return of(trial, () -> random.nextDouble(-1, 1));
    }

    private static Operands of(Trial trial, DoubleSupplier next) {
        ConvolutionShape shape = trial.shape();
        List<Tensor> weights = new ArrayList<>();
        Tensor kernels = filled(shape.weights(), next);
        if (shape.transposed() && shape.ic() == shape.oc()) {
            thinOut(kernels, shape.oc() / shape.group(), trial.seed());
        }
        weights.add(kernels);
        if (trial.bias()) {
            weights.add(filled(Shape.vector(shape.oc()), next));
        }
        return new Operands(filled(shape.input(), next), weights);
    }

    /**
     * Of three seeds in a row one keeps all weights, one those from a channel to itself, as in
     * upsampling, and one a single other weight besides.
     */
    private static void thinOut(Tensor kernels, int outputs, long seed) {
        if (seed % 3 == 0) {
            return;
        }
        float[] data = kernels.data();
        int taps = kernels.shape().h() * kernels.shape().w();
        int other = seed % 3 == 1 ? -1 : new SplittableRandom(seed).nextInt(data.length);
        for (int i = 0; i < data.length; i++) {
            int channel = i / taps / outputs;
            if (i / taps % outputs != channel % outputs && i != other) {
                data[i] = 0;
            }
        }
    }

    static Tensor filled(Shape shape, DoubleSupplier next) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) next.getAsDouble();
        }
        return tensor;
    }

    /** The magnitudes of all numbers. */
    Operands magnitudes() {
        return new Operands(
                map(input, Math::abs), weights.stream().map(w -> map(w, Math::abs)).toList());
    }

    /** The same weights on twice the input, so that the outputs differ. */
    Tensor doubledInput() {
        return map(input, x -> 2 * x);
    }

    /** Image {@code n} alone. */
    Tensor image(int n) {
        Shape one = input.shape().with(0, 1);
        float[] data = new float[(int) one.count()];
        System.arraycopy(input.data(), n * data.length, data, 0, data.length);
        return new Tensor(one, data);
    }

    private static Tensor map(Tensor tensor, DoubleUnaryOperator function) {
        Tensor mapped = Tensor.zeros(tensor.shape());
        for (int i = 0; i < mapped.data().length; i++) {
            mapped.data()[i] = (float) function.applyAsDouble(tensor.data()[i]);
        }
        return mapped;
    }
}
