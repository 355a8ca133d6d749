package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How the work is shared out does not show in the result. */
final class AnyNumberOfThreadsGivesTheSameBitsTest {
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void oneTwoThreeAndSevenThreadsAgree(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "3")
    void alsoAtRandomWithWorkForAll(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    /** Both the threads that it is prepared for and those that run it. */
    static void holds(Trial trial) {
        Operands reals = Operands.reals(trial);
        Tensor one = new PoisonedKernel(trial, reals, 1).run(reals.input(), 1);
        PoisonedKernel seven = new PoisonedKernel(trial, reals, 7);

        for (int threads : new int[] {1, 2, 3, 7}) {
            Differences.assertEqual(seven.run(reals.input(), threads), one);
        }
        Differences.assertEqual(new PoisonedKernel(trial, reals, 2).run(reals.input(), 2), one);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAllSomeLarge();
    }
}
