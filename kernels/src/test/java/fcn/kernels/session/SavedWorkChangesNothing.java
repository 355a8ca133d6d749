package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.plan.Plan;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a session leaves out because no image can change it, or because nobody reads it, changes
 * nothing: the same bits as with all of it, on networks whose kernels add in the reference's order.
 */
class SavedWorkChangesNothing {
    @ParameterizedTest
    @ValueSource(longs = {0, 100, 200, 300, 400, 500, 600, 700})
    void onRandomNetworks(long first) {
        for (long seed = first; seed < first + 6; seed++) {
            RandomNetwork drawn = new RandomNetwork(seed);
            check(drawn.network(), drawn.plan(), seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 3", "10, 4", "20, 5", "37, 6", "60, 7", "120, 8"})
    void behindThePad(int pad, long first) {
        for (long seed = first; seed < 64 + first; seed += 8) {
            RandomNetwork drawn = new RandomNetwork(seed, pad);
            check(drawn.network(), drawn.plan(), seed);
        }
    }

    private static void check(Network network, Plan plan, long seed) {
        Weights weights = new SyntheticWeights(Shapes.of(network));
        Map<String, Tensor> inputs = Networks.inputs(network, seed);
        Random random = new Random(seed);
        for (int share : new int[] {1, 3, 8}) {
            Set<String> keep =
                    network.blobs().stream()
                            .filter(blob -> random.nextInt(share) == 0)
                            .collect(Collectors.toSet());
            Kept values = Kept.blobs(keep);
            Map<String, Tensor> all = run(network, weights, plan, values, Set.of(), inputs);
            Kept kept = withLabels(keep, random);
            Map<String, Tensor> saved = run(network, weights, plan, kept, Saving.ALL, inputs);
            all.forEach(
                    (blob, made) -> {
                        Tensor tensor = kept.labels().contains(blob) ? labels(made) : made;
                        float[] found = saved.get(blob).data();
                        for (int i = 0; i < found.length; i++) {
                            assertThat(same(found[i], tensor.data()[i]))
                                    .as(
                                            "%s of %s in %s: %s instead of %s at %s",
                                            blob, keep, network, found[i], tensor.data()[i], i)
                                    .isTrue();
                        }
                    });
        }
    }

    private static boolean same(float a, float b) {
        return a == b || (Float.isNaN(a) && Float.isNaN(b));
    }

    /** Labels instead of values of about half. */
    private static Kept withLabels(Set<String> keep, Random random) {
        Set<String> labels =
                keep.stream().filter(blob -> random.nextBoolean()).collect(Collectors.toSet());
        Set<String> values = new HashSet<>(keep);
        values.removeAll(labels);
        return new Kept(values, labels);
    }

    private static Tensor labels(Tensor scores) {
        Tensor labels = Tensor.zeros(scores.shape().with(1, 1));
        Shape s = labels.shape();
        for (int i = 0; i < s.count(); i++) {
            int y = i / s.w() % s.h();
            labels.data()[i] = InLayouts.label(scores, i / s.w() / s.h(), y, i % s.w());
        }
        return labels;
    }

    /** The second run's, which finds the first's values in its memory. */
    private static Map<String, Tensor> run(
            Network network,
            Weights weights,
            Plan plan,
            Kept keep,
            Set<Saving> savings,
            Map<String, Tensor> inputs) {
        Banding small = new Banding(1 << 14); // so that small maps have bands
        try (Session session = Session.prepare(network, weights, plan, keep, savings, small, 2)) {
            session.run(inputs);
            return session.run(inputs);
        }
    }
}
