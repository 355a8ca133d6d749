package fcn.kernels.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What elimination claims can be checked against the costs; a claim too high is found. */
class ACertificateHoldsOrIsRefused {
    @Test
    void itsBoundIsTheCheapestCost() {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            CostGraph graph = BothSolversFindTheCheapestChoice.drawn(random, 0.25);
            Certificate certificate = certificate(graph);
            assertThat(certificate.check(graph)).isPresent();
            assertThat(certificate.bound())
                    .isEqualTo(BothSolversFindTheCheapestChoice.cheapest(graph), within(1e-9));
        }
    }

    @Test
    void noClaimCanBeRaised() {
        Random random = new Random(4);
        int raised = 0;
        for (int trial = 0; trial < 100; trial++) {
            CostGraph graph = BothSolversFindTheCheapestChoice.drawn(random, 0.25);
            for (Elimination.Turn turn :
                    Elimination.of(graph, Long.MAX_VALUE).orElseThrow().turns()) {
                double[] least = turn.table().least();
                int entry = random.nextInt(least.length);
                if (least[entry] < Double.POSITIVE_INFINITY) {
                    List<CostTable> claims = claims(graph);
                    claims.stream()
                            .filter(claim -> claim.node() == turn.node())
                            .forEach(claim -> claim.least()[entry] += 1e-3);
                    assertThat(new Certificate(claims).check(graph)).isEmpty();
                    raised++;
                }
            }
        }
        assertThat(raised).isGreaterThan(100);
    }

    @Test
    void itHoldsForItsGraphAlone() {
        Random random = new Random(5);
        CostGraph graph = BothSolversFindTheCheapestChoice.drawn(random, 0.5);
        CostGraph cheaper = new CostGraph();
        for (int i = 0; i < graph.size(); i++) {
            cheaper.add(new double[graph.states(i)]);
        }
        assertThat(certificate(graph).check(cheaper)).isEmpty();
        List<CostTable> incomplete = claims(graph);
        incomplete.removeLast();
        assertThat(new Certificate(incomplete).check(graph)).isEmpty();
    }

    private static Certificate certificate(CostGraph graph) {
        return Elimination.of(graph, Long.MAX_VALUE).orElseThrow().certificate();
    }

    private static List<CostTable> claims(CostGraph graph) {
        List<CostTable> claims = new ArrayList<>();
        Elimination.of(graph, Long.MAX_VALUE)
                .orElseThrow()
                .turns()
                .forEach(turn -> claims.add(turn.table()));
        return claims;
    }
}
