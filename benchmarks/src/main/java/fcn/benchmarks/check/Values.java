package fcn.benchmarks.check;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Input, weights and bias for a check: the same for a seed, on every machine. */
public record Values(Tensor input, Tensor weights, Tensor bias) {
    /** What numbers they are. */
    public enum Kind {
        /** Integers from -3 to 3: sums of them are exact in float32 up to 2²⁴ / 9 terms. */
        INTEGER,
        /** Uniform in [-1, 1). */
        REAL,
        /** The same, but transposed convolutions upsample bilinearly, as FCN-8s' do. */
        BILINEAR
    }

    public static final long SEED = 20261123;

    public static Values of(ConvolutionShape shape, Kind kind) {
        SplittableRandom random = new SplittableRandom(SEED);
        DoubleSupplier next =
                switch (kind) {
                    case INTEGER -> () -> random.nextInt(-3, 4);
                    case REAL, BILINEAR -> () -> random.nextDouble(-1, 1);
                };
        return new Values(
                filled(shape.input(), next),
                kind == Kind.BILINEAR && shape.transposed()
                        ? SyntheticWeights.bilinear(shape.weights(), shape.group())
                        : filled(shape.weights(), next),
                filled(Shape.vector(shape.oc()), next));
    }

    /** The same without signs: their convolution is the scale of the rounding errors. */
    Values magnitudes() {
        return new Values(magnitude(input), magnitude(weights), magnitude(bias));
    }

    private static Tensor filled(Shape shape, DoubleSupplier next) {
        Tensor tensor = Tensor.zeros(shape);
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) next.getAsDouble();
        }
        return tensor;
    }

    private static Tensor magnitude(Tensor tensor) {
        Tensor result = Tensor.zeros(tensor.shape());
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = Math.abs(tensor.data()[i]);
        }
        return result;
    }
}
