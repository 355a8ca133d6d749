package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A prepared kernel keeps nothing of the images it has seen. */
final class RunningAgainGivesTheSameBitsTest {
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void anotherImageInBetweenLeavesNoTrace(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "5")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Operands reals = Operands.reals(trial);
        PoisonedKernel kernel = new PoisonedKernel(trial, reals);

        Tensor first = kernel.run(reals.input(), trial.threads());
        kernel.run(reals.input(2), trial.threads());

        Differences.assertEqual(kernel.run(reals.input(), trial.threads()), first);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll();
    }
}
