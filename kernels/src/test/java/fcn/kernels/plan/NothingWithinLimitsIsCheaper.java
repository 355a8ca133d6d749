package fcn.kernels.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Random;

/** Branch and bound against trying every choice, on graphs and demands drawn from seeds. */
class NothingWithinLimitsIsCheaper {
    @Test
    void ofMemoryAndError() {
        Random random = new Random(6);
        int possible = 0;
        int binding = 0;
        for (int trial = 0; trial < 300; trial++) {
            CostGraph graph = BothSolversFindTheCheapestChoice.drawn(random, 0.25);
            Demands demands =
                    new Demands(
                            draw(graph, random, 100),
                            draw(graph, random, 100),
                            draw(graph, random, 450));
            Limits limits =
                    new Limits(
                            random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(600),
                            random.nextInt(3) == 0
                                    ? Double.POSITIVE_INFINITY
                                    : random.nextInt(250));
            double least = Double.POSITIVE_INFINITY;
            int[] choice = new int[graph.size()];
            do {
                if (limits.hold(bytes(demands, choice), Demands.sum(demands.error(), choice))) {
                    least = Math.min(least, graph.cost(choice));
                }
            } while (BothSolversFindTheCheapestChoice.next(graph, choice));
            Elimination elimination = Elimination.of(graph, Long.MAX_VALUE).orElseThrow();
            Optional<Solution> found =
                    LimitedSearch.search(
                            graph, elimination, demands, c -> bytes(demands, c), limits, 1_000_000);
            if (least == Double.POSITIVE_INFINITY) {
                assertThat(found).isEmpty();
            } else {
                possible++;
                binding += least > elimination.least() + 1e-6 ? 1 : 0;
                assertThat(found.orElseThrow().cost()).isEqualTo(least, within(1e-6));
                assertThat(found.orElseThrow().bound()).isEqualTo(least, within(1e-6));
                assertThat(graph.cost(found.orElseThrow().choice())).isEqualTo(least, within(1e-6));
            }
        }
        assertThat(possible).isGreaterThan(60);
        assertThat(binding).isGreaterThan(15);
    }

    /** As in a session: weights add up, values and scratch are more than any part's. */
    private static double bytes(Demands demands, int[] choice) {
        double working = 0;
        for (int i = 0; i < choice.length; i++) {
            double own = demands.working()[i][choice[i]];
            working = Math.max(working, own) + own / 10;
        }
        return Demands.sum(demands.prepared(), choice) + working;
    }

    private static double[][] draw(CostGraph graph, Random random, int most) {
        double[][] drawn = new double[graph.size()][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.doubles(graph.states(i), 0, most).toArray();
        }
        return drawn;
    }
}
