package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** On reals no output is further from the definition's than the bound that the kernel derives. */
final class EveryKernelStaysWithinItsErrorBoundTest {
    /** The reference rounds its own sums to float. */
    private static final double UNIT_ROUNDOFF = 0x1p-24;

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void differsLessThanItsBound(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void alsoOnEachLargeShape(@ForAll("large") Trial trial) {
        holds(trial);
    }

    @Property(seed = "2")
    void alsoAtRandomWhereTheShapeIsCutIntoBlocks(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Operands reals = Operands.reals(trial);
        double bound = trial.kernel().algorithm().errorBound(trial.shape()) + UNIT_ROUNDOFF;

        Tensor found = PoisonedKernel.run(trial, reals);

        Differences.assertWithin(
                found,
                Definition.output(trial.shape(), trial.epilogue(), reals),
                bound * Definition.magnitude(trial.shape(), reals));
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }

    @Provide
    Arbitrary<Trial> large() {
        return Trial.large(Catalogue.all());
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAllSomeLarge();
    }
}
