package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A NaN or an infinity of the input is in those outputs that the definition has it in, as NaN or
 * infinity of the same sign, and in no others: of the kernels that say so. The others do not, on
 * some shape at least.
 */
final class NonFiniteInputsReachWhatTheDefinitionSaysTest {
    private static final List<Kernel> PASSING =
            Catalogue.all().stream()
                    .filter(kernel -> kernel.algorithm().passesNonFinite())
                    .toList();

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void ofKernelsThatPassThemOn(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        assertThat(agrees(trial)).isTrue();
    }

    @Example
    void andNoKernelPassesThemOnWithoutSayingSo() {
        for (Kernel kernel : Catalogue.all()) {
            boolean all =
                    Pairwise.of(kernel).trials().stream()
                            .allMatch(NonFiniteInputsReachWhatTheDefinitionSaysTest::agrees);
            assertThat(all).as(kernel.name()).isEqualTo(kernel.algorithm().passesNonFinite());
        }
    }

    private static boolean agrees(Trial trial) {
        return agrees(trial, Float.NaN)
                && agrees(trial, Float.POSITIVE_INFINITY)
                && agrees(trial, Float.NEGATIVE_INFINITY);
    }

    /** Whether a kernel agrees with the definition where one input is that. */
    private static boolean agrees(Trial any, float value) {
        Trial trial = any.bare();
        Operands operands = Operands.integers(trial);
        double rounding = trial.rounding(operands);
        float[] data = operands.input().data();
        data[new SplittableRandom(trial.seed()).nextInt(data.length)] = value;

        float[] found = PoisonedKernel.run(trial, operands).data();

        Tensor expected = Definition.output(trial.shape(), trial.epilogue(), operands);
        for (int i = 0; i < found.length; i++) {
            float wanted = expected.data()[i];
            boolean agrees =
                    Float.isFinite(wanted)
                            ? Math.abs(found[i] - wanted) <= rounding
                            : Float.compare(found[i], wanted) == 0;
            if (!agrees) {
                return false;
            }
        }
        return true;
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(PASSING);
    }
}
