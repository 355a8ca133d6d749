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

    /** Seeds that leave this, divided by 4, give transposed convolutions separable weights. */
    static final int SEPARABLE = 2;

    private static Operands of(Trial trial, DoubleSupplier next) {
        ConvolutionShape shape = trial.shape();
        List<Tensor> weights = new ArrayList<>();
        Tensor kernel = filled(shape.weights(), next);
        if (shape.transposed() && shape.ic() == shape.oc()) {
            switch ((int) (trial.seed() % 4)) {
                case 0 -> zeroOffDiagonal(kernel, shape, true);
                case 1 -> zeroOffDiagonal(kernel, shape, false);
                case SEPARABLE -> {
                    zeroOffDiagonal(kernel, shape, true);
                    makeSeparable(kernel);
                }
                default -> {
                    // any weights
                }
            }
        }
        weights.add(kernel);
        if (trial.bias()) {
            weights.add(filled(Shape.vector(shape.oc()), next));
        }
        return new Operands(filled(shape.input(), next), weights);
    }

    /**
     * Leaves weights from a channel to itself alone, as in bilinear upsampling; else one more, the
     * last off the diagonal.
     */
    private static void zeroOffDiagonal(Tensor weights, ConvolutionShape shape, boolean all) {
        int outputs = shape.oc() / shape.group();
        int taps = shape.window().kernelH() * shape.window().kernelW();
        boolean spare = !all;
        for (int i = weights.data().length - 1; i >= 0; i--) {
            boolean diagonal = i / taps % outputs == i / taps / outputs % outputs;
            if (!diagonal && spare && weights.data()[i] != 0) {
                spare = false;
            } else if (!diagonal) {
                weights.data()[i] = 0;
            }
        }
    }

    /** Makes each filter its first column times its first row, both in eighths: exactly. */
    private static void makeSeparable(Tensor weights) {
        Shape s = weights.shape();
        for (int filter = 0; filter < s.n() * s.c(); filter++) {
            for (int y = s.h() - 1; y >= 0; y--) {
                for (int x = s.w() - 1; x >= 0; x--) {
                    float column = eighths(weights.at(filter / s.c(), filter % s.c(), y, 0));
                    float row = eighths(weights.at(filter / s.c(), filter % s.c(), 0, x));
                    weights.set(filter / s.c(), filter % s.c(), y, x, column * row);
                }
            }
        }
    }

    private static float eighths(float value) {
        return Math.round(value * 8) / 8f;
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

    /** So many times the input. */
    Tensor input(float factor) {
        return map(input, x -> factor * x);
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
