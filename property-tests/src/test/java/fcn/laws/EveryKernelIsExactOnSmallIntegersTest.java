package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/** What is computed without rounding is the definition's result, bit for bit. */
final class EveryKernelIsExactOnSmallIntegersTest {
    private static final List<Kernel> EXACT =
            Catalogue.all().stream()
                    .filter(kernel -> kernel.algorithm().exactOnIntegers())
                    .toList();

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void agreesWithTheDefinition(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void alsoOnEachLargeShape(@ForAll("large") Trial trial) {
        holds(trial);
    }

    @Property(seed = "1")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Operands integers = Operands.integers(trial);

        Tensor found = PoisonedKernel.run(trial, integers);

        Differences.assertEqual(
                found, Definition.output(trial.shape(), trial.epilogue(), integers));
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(EXACT);
    }

    @Provide
    Arbitrary<Trial> large() {
        return Trial.large(EXACT);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.of(EXACT);
    }
}
