package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever else is kept, fused or overwritten: a kept blob has the same values, bit for bit. */
class AnyBlobsMayBeKept {
    @Test
    void everySubsetGivesTheSameValues() {
        Network network = Networks.fcn8s(33, 47, 3);
        Weights weights = new SyntheticWeights(Shapes.of(network));
        Plan plan = Ranking.plan(network);
        Map<String, Tensor> inputs = Networks.inputs(network, 1);
        Map<String, Tensor> all = run(network, weights, plan, network.blobs(), inputs, 2);
        assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(network.blobs());
        Random random = new Random(2);
        for (int i = 0; i < 24; i++) {
            int share = 1 + random.nextInt(8);
            Set<String> keep =
                    network.blobs().stream()
                            .filter(blob -> random.nextInt(share) == 0)
                            .collect(Collectors.toSet());
            Map<String, Tensor> kept = run(network, weights, plan, keep, inputs, 1 + i % 3);
            assertThat(kept.keySet()).isEqualTo(keep);
            kept.forEach(
                    (blob, tensor) -> {
                        assertThat(tensor.shape()).as(blob).isEqualTo(all.get(blob).shape());
                        assertThat(tensor.data())
                                .as("%s of %s", blob, keep)
                                .containsExactly(all.get(blob).data());
                    });
        }
    }

    private static Map<String, Tensor> run(
            Network network,
            Weights weights,
            Plan plan,
            Set<String> keep,
            Map<String, Tensor> inputs,
            int threads) {
        try (Session session = Session.prepare(network, weights, plan, keep, threads)) {
            session.run(inputs);
            return session.run(inputs);
        }
    }
}
