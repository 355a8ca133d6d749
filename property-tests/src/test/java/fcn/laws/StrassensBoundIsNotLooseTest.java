package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Quarters of the map and of the weights that have any signs, so that the sums of one product or
 * another grow: the worst comes within a factor of 30 of the bound, and does not exceed it.
 */
final class StrassensBoundIsNotLooseTest {
    private static final int FACTOR = 30;

    /** Signs of four quarters. */
    private static final int SIGNS = 16;

    /** Pixels and channels that are halved at every width of vectors. */
    private static final ConvolutionShape SHAPE = ShapeDescriptor.parse("ic256oc64_ih8kh1");

    @Test
    void theWorstThatASearchFindsIsNear() {
        holds();
    }

    static void holds() {
        double bound = Convolutions.STRASSEN.algorithm().errorBound(SHAPE);
        double worst = 0;
        for (int signs = 0; signs < SIGNS * SIGNS; signs++) {
            SplittableRandom random = new SplittableRandom(signs);
            Shape map = SHAPE.input();
            Tensor in = quarters(map, map.h() * map.w(), signs / SIGNS, random);
            Tensor weights = quarters(SHAPE.weights(), SHAPE.ic(), signs % SIGNS, random);
            Trial trial = new Trial(Convolutions.STRASSEN, SHAPE, Epilogue.NONE, false, 1, signs);
            Tensor found = PoisonedKernel.run(trial, new Operands(in, List.of(weights)));
            worst = Math.max(worst, Doubles.of(SHAPE, in, weights).error(found));
        }
        assertThat(worst).isBetween(bound / FACTOR, bound);
    }

    /**
     * Magnitudes near 1; a bit for the sign of each quarter of a matrix with rows of that length.
     */
    private static Tensor quarters(Shape shape, int length, int signs, SplittableRandom random) {
        Tensor tensor = Operands.filled(shape, () -> random.nextDouble(0.9, 1.1));
        float[] values = tensor.data();
        for (int i = 0; i < values.length; i++) {
            int quarter = 2 * (2 * i / values.length) + 2 * (i % length) / length;
            if ((signs >> quarter & 1) == 1) {
                values[i] *= -1;
            }
        }
        return tensor;
    }
}
