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

/** All kernels of transposed convolution give the same bits on small integers. */
final class ScatterEqualsGatherTest {
    private static final List<Kernel> EXACT =
            Catalogue.of(true).stream()
                    .filter(kernel -> kernel.algorithm().exactOnIntegers())
                    .toList();

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everyOtherKernelAgrees(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "7")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Operands integers = Operands.integers(trial);

        Tensor found = PoisonedKernel.run(trial, integers);

        for (Kernel other : EXACT) {
            if (other.algorithm().unsupported(trial.shape()).isEmpty()
                    && other.algorithm().supports(trial.epilogue())) {
                Differences.assertEqual(
                        PoisonedKernel.run(trial.withKernel(other), integers), found);
            }
        }
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(EXACT);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.of(EXACT);
    }
}
