package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/** {@code f(2a - 3b) = 2 f(a) - 3 f(b)} on small integers, without a bias. */
final class KernelsAreLinearInInputAndInWeightsTest {
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void inInput(@ForAll("pairwise") Trial trial) {
        holdsInInput(trial);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void inWeights(@ForAll("pairwise") Trial trial) {
        holdsInWeights(trial);
    }

    @Property(seed = "11")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holdsInInput(trial);
        holdsInWeights(trial);
    }

    static void holdsInInput(Trial trial) {
        Operands a = Operands.integers(trial);
        Operands b = new Operands(another(trial).input(), a.weights());

        holds(trial, a, b, new Operands(combined(a.input(), b.input()), a.weights()));
    }

    static void holdsInWeights(Trial trial) {
        Operands a = Operands.integers(trial);
        Operands b = new Operands(a.input(), another(trial).weights());
        Tensor weights = combined(a.weights().getFirst(), b.weights().getFirst());

        holds(trial, a, b, new Operands(a.input(), List.of(weights)));
    }

    private static void holds(Trial trial, Operands a, Operands b, Operands together) {
        Tensor ofA = PoisonedKernel.run(trial, a);
        Tensor ofB = PoisonedKernel.run(trial, b);

        Tensor found = PoisonedKernel.run(trial, together);

        double rounding = trial.rounding(together) + 2 * trial.rounding(a) + 3 * trial.rounding(b);
        Differences.assertWithin(found, combined(ofA, ofB), rounding);
    }

    private static Operands another(Trial trial) {
        return Operands.integers(trial.withSeed(trial.seed() + 1));
    }

    private static Tensor combined(Tensor a, Tensor b) {
        Tensor sum = Tensor.zeros(a.shape());
        for (int i = 0; i < sum.data().length; i++) {
            sum.data()[i] = 2 * a.data()[i] - 3 * b.data()[i];
        }
        return sum;
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all()).map(Trial::bare);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll().map(Trial::bare);
    }
}
