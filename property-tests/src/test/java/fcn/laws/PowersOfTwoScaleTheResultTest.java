package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A float has the same digits at every magnitude: inputs of 1e30 and of 1e-21 give 2¹⁰⁰ and 2⁻⁷⁰
 * times the result, bit for bit, and denormal inputs what the definition says.
 */
final class PowersOfTwoScaleTheResultTest {
    private static final float LARGE = 0x1p100f;
    private static final float SMALL = 0x1p-70f;
    private static final float DENORMAL = 0x1p-140f;

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void ofHugeTinyAndDenormalInputs(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    static void holds(Trial any) {
        Trial trial = any.bare();
        Operands reals = Operands.reals(trial);
        PoisonedKernel kernel = new PoisonedKernel(trial, reals);
        Tensor result = kernel.run(reals.input(), trial.threads());
        for (float scale : new float[] {LARGE, SMALL}) {
            Differences.assertWithin(
                    kernel.run(reals.input(scale), trial.threads()),
                    new Operands(result, reals.weights()).input(scale),
                    trial.kernel().algorithm().exactOnIntegers() ? 0 : DENORMAL);
        }
        Operands integers = Operands.integers(trial);
        Operands denormals = new Operands(integers.input(DENORMAL), integers.weights());
        Differences.assertWithin(
                PoisonedKernel.run(trial, denormals),
                Definition.output(trial.shape(), trial.epilogue(), denormals),
                underflow(trial, integers));
    }

    /** A rounding is one of a normal number's, below them all: none where integers are exact. */
    private static double underflow(Trial trial, Operands integers) {
        Operands normals = new Operands(integers.input(Float.MIN_NORMAL), integers.weights());
        return trial.rounding(normals);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }
}
