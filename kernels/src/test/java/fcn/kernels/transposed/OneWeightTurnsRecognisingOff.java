package fcn.kernels.transposed;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.network.SyntheticWeights;

import org.junit.jupiter.api.Test;

/**
 * Bilinear weights are computed in two passes; with one value off by an ulp, channel by channel;
 * with the least one between two channels, in full. An impulse shows that each weight counts.
 */
final class OneWeightTurnsRecognisingOff {
    private static final int CHANNELS = 5;
    private static final int KERNEL = 8;
    private static final int TAPS = KERNEL * KERNEL;
    private static final ConvolutionShape SHAPE =
            new ConvolutionShape(true, 1, 1, CHANNELS, 3, 3, CHANNELS, Window.square(KERNEL, 4, 0));

    private final ConvolutionKernel kernel = TransposedConvolutions.GATHER_SEPARABLE.algorithm();
    private final float[] weights = SyntheticWeights.bilinear(SHAPE.weights(), 1).data();

    @Test
    void bilinearWeightsAreRecognised() {
        assertThat(algorithm()).isEqualTo(Upsampling.class);
        assertImpulsesGiveTheWeights();
    }

    @Test
    void anUlpOnTheDiagonalTurnsItOff() {
        for (int c = 0; c < CHANNELS; c++) {
            int at = (c * CHANNELS + c) * TAPS + c + 11;
            float right = weights[at];
            weights[at] = Math.nextUp(right);
            assertThat(algorithm()).isEqualTo(GatherDiagonal.class);
            assertImpulsesGiveTheWeights();
            weights[at] = right;
        }
    }

    @Test
    void theLeastValueOffTheDiagonalTurnsItOff() {
        for (int filter = 0; filter < CHANNELS * CHANNELS; filter++) {
            if (filter / CHANNELS != filter % CHANNELS) {
                weights[filter * TAPS + filter] = Float.MIN_VALUE;
                assertThat(algorithm()).isEqualTo(GatherPhases.class);
                assertImpulsesGiveTheWeights();
                weights[filter * TAPS + filter] = 0;
            }
        }
    }

    /** Whose kernel computes. */
    private Class<?> algorithm() {
        try (Team team = new Team(1)) {
            return prepared(team) instanceof PlacedAfterwards other
                    ? other.kernel().getClass().getEnclosingClass()
                    : prepared(team).getClass();
        }
    }

    private PreparedConvolution prepared(Team team) {
        return kernel.prepare(SHAPE, Epilogue.NONE, weights, null, team);
    }

    /** A one in the middle of an input channel gives that channel's weights, bit for bit. */
    private void assertImpulsesGiveTheWeights() {
        try (Team team = new Team(1)) {
            PreparedConvolution prepared = prepared(team);
            float[] workspace = new float[prepared.workspaceFloats(1)];
            float[] output = new float[(int) SHAPE.output().count()];
            for (int c = 0; c < CHANNELS; c++) {
                float[] input = new float[(int) SHAPE.input().count()];
                input[c * 9 + 4] = 1;
                prepared.run(input, output, workspace, team);
                for (int i = 0; i < CHANNELS * TAPS; i++) {
                    int y = 4 + i % TAPS / KERNEL;
                    int x = 4 + i % KERNEL;
                    int at = (i / TAPS * SHAPE.oh() + y) * SHAPE.ow() + x;
                    assertThat(output[at]).isEqualTo(weights[c * CHANNELS * TAPS + i]);
                }
            }
        }
    }
}
