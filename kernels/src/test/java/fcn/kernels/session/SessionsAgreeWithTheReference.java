package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.naive.NaiveNetwork;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whatever is kept, and with it fused, converted or overwritten: a session's blobs are the
 * reference's, within 1e-4 of a blob's largest value, and, with no work saved, the same bits
 * whatever else is kept.
 */
class SessionsAgreeWithTheReference {
    private static final int SUBSETS = 4;

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 200, 300, 400, 500, 600, 700})
    void onRandomNetworks(long first) {
        for (long seed = first; seed < first + 3; seed++) {
            RandomNetwork drawn = new RandomNetwork(seed);
            check(drawn.network(), drawn.plan(), seed);
        }
    }

    @Test
    void onFcn8sInSmall() {
        Network network = Networks.fcn8s(24, 21, 3);
        check(network, Ranking.plan(network), 1);
    }

    private static void check(Network network, Plan plan, long seed) {
        Weights weights = new SyntheticWeights(Shapes.of(network));
        Map<String, Tensor> inputs = Networks.inputs(network, seed);
        Map<String, Tensor> expected =
                NaiveNetwork.forward(network, weights, inputs, network.blobs());
        Map<String, Tensor> all = run(network, weights, plan, network.blobs(), inputs, 2);
        assertThat(all.keySet()).containsExactlyElementsOf(network.blobs());
        expected.forEach((blob, tensor) -> assertClose(network, blob, all.get(blob), tensor));
        Random random = new Random(seed);
        for (int i = 0; i < SUBSETS; i++) {
            int share = 1 + random.nextInt(8);
            Set<String> keep =
                    network.blobs().stream()
                            .filter(blob -> random.nextInt(share) == 0)
                            .collect(Collectors.toSet());
            Map<String, Tensor> kept = run(network, weights, plan, keep, inputs, 1 + i % 3);
            assertThat(kept.keySet()).isEqualTo(keep);
            kept.forEach(
                    (blob, tensor) ->
                            assertThat(tensor.data())
                                    .as("%s of %s in %s", blob, keep, network)
                                    .containsExactly(all.get(blob).data()));
        }
    }

    /** The second run's, which finds the first's values in its memory. */
    private static Map<String, Tensor> run(
            Network network,
            Weights weights,
            Plan plan,
            Set<String> keep,
            Map<String, Tensor> inputs,
            int threads) {
        try (Session session =
                Session.prepare(network, weights, plan, Kept.blobs(keep), Set.of(), threads)) {
            session.run(inputs);
            return session.run(inputs);
        }
    }

    private static void assertClose(Network network, String blob, Tensor found, Tensor expected) {
        assertThat(found.shape()).as(blob).isEqualTo(expected.shape());
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.data().length; i++) {
            float right = expected.data()[i];
            assertThat(Float.isNaN(found.data()[i]))
                    .as("%s[%s] in %s", blob, i, network)
                    .isEqualTo(Float.isNaN(right));
            if (Float.isFinite(right)) {
                largest = Math.max(largest, Math.abs(right));
                error = Math.max(error, Math.abs(right - found.data()[i]));
            }
        }
        assertThat(error).as("%s in %s", blob, network).isLessThanOrEqualTo(1e-4 * largest);
    }
}
