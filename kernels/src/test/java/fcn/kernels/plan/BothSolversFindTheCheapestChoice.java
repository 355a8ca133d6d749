package fcn.kernels.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** Against trying every choice, on graphs drawn from seeds. */
class BothSolversFindTheCheapestChoice {
    private static final double ROUNDING = 1e-9;

    /** Up to 8 nodes of up to 4 states; some costs are infinite. */
    static CostGraph drawn(Random random, double density) {
        CostGraph graph = new CostGraph();
        int size = 1 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
            double[] costs = new double[1 + random.nextInt(4)];
            for (int state = 0; state < costs.length; state++) {
                costs[state] = random.nextInt(100);
            }
            graph.add(costs);
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                if (a != b && random.nextDouble() < density) {
                    double[][] costs = new double[graph.states(a)][graph.states(b)];
                    for (double[] row : costs) {
                        for (int i = 0; i < row.length; i++) {
                            row[i] =
                                    i > 0 && random.nextInt(8) == 0
                                            ? Double.POSITIVE_INFINITY
                                            : random.nextInt(60);
                        }
                    }
                    graph.connect(a, b, costs);
                }
            }
        }
        return graph;
    }

    static double cheapest(CostGraph graph) {
        double least = Double.POSITIVE_INFINITY;
        int[] choice = new int[graph.size()];
        do {
            least = Math.min(least, graph.cost(choice));
        } while (next(graph, choice));
        return least;
    }

    /** The next choice, as an odometer counts; false after the last. */
    static boolean next(CostGraph graph, int[] choice) {
        for (int i = 0; i < choice.length; i++) {
            if (++choice[i] < graph.states(i)) {
                return true;
            }
            choice[i] = 0;
        }
        return false;
    }

    @Test
    void byElimination() {
        Random random = new Random(1);
        for (int trial = 0; trial < 400; trial++) {
            CostGraph graph = drawn(random, 0.25);
            double cheapest = cheapest(graph);
            Elimination elimination = Elimination.of(graph, Long.MAX_VALUE).orElseThrow();
            assertThat(elimination.least()).isEqualTo(cheapest, within(ROUNDING));
            assertThat(graph.cost(elimination.choice())).isEqualTo(cheapest, within(ROUNDING));
        }
    }

    @Test
    void byReductionWhereItGuessesNothing() {
        Random random = new Random(2);
        int exact = 0;
        for (int trial = 0; trial < 400; trial++) {
            CostGraph graph = drawn(random, 0.12);
            double cheapest = cheapest(graph);
            PbqpReduction reduction = PbqpReduction.of(graph);
            double cost = graph.cost(reduction.choice());
            if (reduction.guesses() == 0) {
                exact++;
                assertThat(cost).isEqualTo(cheapest, within(ROUNDING));
            }
            assertThat(cost).isGreaterThanOrEqualTo(cheapest - ROUNDING);
            assertThat(graph.floor()).isLessThanOrEqualTo(cheapest + ROUNDING);
        }
        assertThat(exact).isBetween(200, 399);
    }

    @Test
    void eliminationGivesUpWhereTablesGrowTooLarge() {
        CostGraph complete = drawnComplete();
        assertThat(Elimination.of(complete, 100)).isEmpty();
        assertThat(PbqpReduction.of(complete).guesses()).isPositive();
    }

    private static CostGraph drawnComplete() {
        CostGraph graph = new CostGraph();
        for (int i = 0; i < 6; i++) {
            graph.add(1, 2, 3);
            for (int j = 0; j < i; j++) {
                graph.connect(i, j, new double[3][3]);
            }
        }
        return graph;
    }
}
