package fcn.benchmarks.competition;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ABudgetLeavesOutTheSlowNeverTheFastest {
    private static final double FASTEST = 20;
    private static final double ROUNDING = 1e-12;

    /** Kernels that take 1, 2, 3 … times as long as the fastest. */
    private final List<Pairing> pairings = pairings("ic64oc64ih56oh56kh3ph1");

    @Test
    void withoutALimitAllHaveAllThatTheyShould() {
        Budget budget = new Budget(pairings, Profile.FULL, Profile.FULL.seconds());

        assertThat(pairings).noneMatch(budget::leavesOut);
        assertThat(pairings)
                .allMatch(p -> budget.repetitions(p).equals(Repetitions.wanted(p, Profile.FULL)));
    }

    @Test
    void withinALimitTheRestFits() {
        double all = new Budget(pairings, Profile.FULL, Profile.FULL.seconds()).seconds();
        for (double share : new double[] {0.9, 0.5, 0.2}) {
            Budget budget = new Budget(pairings, Profile.FULL, share * all);
            assertThat(budget.seconds()).isLessThanOrEqualTo(share * all * (1 + ROUNDING));
        }
        assertThat(pairings)
                .anyMatch(new Budget(pairings, Profile.FULL, 0.2 * all)::leavesOut)
                .allMatch(p -> new Budget(pairings, Profile.FULL, all).repetitions(p).forks() == 5);
    }

    @Test
    void withoutAnyTimeTheFastestIsLeft() {
        Budget budget = new Budget(pairings, Profile.QUICK, 0);

        assertThat(pairings.stream().filter(p -> !budget.leavesOut(p)))
                .containsExactly(pairings.getFirst());
    }

    @Test
    void whatIsLeftWhenTheTimeIsOverIsLeftOut() {
        List<Pairing> left = pairings.subList(1, pairings.size());
        Budget budget = new Budget(left, Profile.QUICK, 0);

        assertThat(left).allMatch(budget::leavesOut);
    }

    @Test
    void withoutAnyTimeScatterMeetsGather() {
        List<Pairing> transposed = pairings("deconv:ic21oc21ih16oh34kh4sh2");
        Budget budget = new Budget(transposed, Profile.QUICK, 0);

        assertThat(transposed.stream().filter(p -> !budget.leavesOut(p)))
                .extracting(pairing -> pairing.kernel().name().startsWith("SCATTER"))
                .containsExactlyInAnyOrder(true, false);
    }

    private static List<Pairing> pairings(String text) {
        ConvolutionShape shape = ShapeDescriptor.parse(text);
        List<Kernel> kernels =
                Catalogue.of(shape.transposed()).stream()
                        .filter(kernel -> kernel.algorithm().unsupported(shape).isEmpty())
                        .toList();
        Map<Kernel, Double> milliseconds = new LinkedHashMap<>();
        kernels.forEach(k -> milliseconds.put(k, FASTEST * (milliseconds.size() + 1)));
        return Pairing.of(shape, List.of("conv"), milliseconds);
    }
}
