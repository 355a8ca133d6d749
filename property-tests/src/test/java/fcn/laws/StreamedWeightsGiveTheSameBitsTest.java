package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.layout.Layout;
import fcn.reference.layer.ConvolutionShape;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/**
 * A kernel that streams its weights gives the bits of the one that keeps them; implicit GEMM, which
 * then goes through the channels before the taps, where there is one tap or one block of channels.
 */
final class StreamedWeightsGiveTheSameBitsTest {
    private static final List<Kernel> STREAMING =
            Catalogue.all().stream().filter(kernel -> kernel.algorithm().streams()).toList();

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void asThoseThatAreKept(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "9")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        if (trial.kernel() == Convolutions.IMPLICIT_GEMM_STREAMED && !inOneOrder(trial.shape())) {
            return;
        }
        String name = trial.kernel().name();
        Kernel other =
                Catalogue.find(name.replace("STREAMED", "ON_THE_FLY"))
                        .filter(kernel -> !kernel.algorithm().streams())
                        .or(() -> Catalogue.find(name.replace("_STREAMED", "")))
                        .orElseThrow();
        assertThat(other.algorithm().streams()).isFalse();
        Operands reals = Operands.reals(trial);
        Differences.assertEqual(
                PoisonedKernel.run(trial, reals),
                PoisonedKernel.run(trial.withKernel(other), reals));
    }

    private static boolean inOneOrder(ConvolutionShape shape) {
        return shape.window().kernelH() * shape.window().kernelW() == 1
                || shape.ic() <= Layout.BLOCK;
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(STREAMING);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.of(STREAMING);
    }
}
