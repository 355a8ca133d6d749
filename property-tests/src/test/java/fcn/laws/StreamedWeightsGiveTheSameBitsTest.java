package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/** A kernel that streams its weights gives the bits of the one that keeps them. */
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
        String keeping = trial.kernel().name().replace("STREAMED", "ON_THE_FLY");
        assertThat(keeping).isNotEqualTo(trial.kernel().name());
        Kernel other = Catalogue.find(keeping).orElseThrow();
        Operands reals = Operands.reals(trial);
        Differences.assertEqual(
                PoisonedKernel.run(trial, reals),
                PoisonedKernel.run(trial.withKernel(other), reals));
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
