package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Arrays;

/**
 * A run in exactly the memory that it asked for ends, and one thread writes to at least half of
 * what it asked for; blocks that are not cut to a small map, {@value #BLOCK} floats together, not
 * counted.
 */
final class DeclaredWorkspaceIsEnoughAndNotTwiceWhatIsTouchedTest {
    private static final int BLOCK = 72 << 10;
    private static final int POISON = 0x7fc12345;

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void onSmallMaps(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void onLargeMaps(@ForAll("large") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        ConvolutionKernel kernel = trial.kernel().algorithm();
        Operands operands = Operands.reals(trial);
        PreparedConvolution prepared =
                kernel.prepare(
                        trial.shape(),
                        trial.epilogue(),
                        operands.weights().getFirst().data(),
                        trial.bias() ? operands.weights().get(1).data() : null,
                        Teams.of(1));
        float[] workspace = new float[prepared.workspaceFloats(1)];
        Arrays.fill(workspace, Float.intBitsToFloat(POISON));
        Tensor input = operands.input();
        prepared.run(
                PoisonedKernel.toLayout(input, kernel.inputLayout()),
                new float
                        [PoisonedKernel.floats(
                                trial.epilogue().output(trial.shape()), kernel.outputLayout())],
                workspace,
                Teams.of(1));
        int touched = 0;
        for (float value : workspace) {
            touched += Float.floatToRawIntBits(value) == POISON ? 0 : 1;
        }
        assertThat(workspace.length).isLessThanOrEqualTo(2 * touched + BLOCK);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }

    @Provide
    Arbitrary<Trial> large() {
        return Trial.large(Catalogue.all());
    }
}
