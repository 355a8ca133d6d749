package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.kernels.threads.Team;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Values that live at the same time never share memory; a chain takes but two maps of it. */
class MemoryIsReusedAndForetold {
    @Test
    void aChainTakesTwoMaps() {
        Networks net = new Networks(new Shape(1, 4, 20, 20));
        String bottom = "data";
        for (int i = 0; i < 9; i++) {
            net.convolution("conv" + i, bottom, 4, 1);
            bottom = "conv" + i;
        }
        Network network = net.network();
        Plan plan = Ranking.plan(network);
        Arena arena =
                new Arena(
                        new Lowering(network, plan, Kept.blobs(Set.of(bottom)), Set.of())
                                .storages());
        long map = new Shape(1, 16, 20, 20).bytes();
        assertThat(arena.bytes()).isLessThanOrEqualTo(2 * map);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void theLivingShareNothing(long seed) {
        RandomNetwork drawn = new RandomNetwork(seed);
        Lowering lowering =
                new Lowering(drawn.network(), drawn.plan(), Kept.blobs(Set.of()), Set.of());
        Random random = new Random(seed);
        lowering.stages.forEach(stage -> stage.scratch.floats = random.nextInt(5000));
        List<Value.Storage> storages = lowering.storages();
        Arena arena = new Arena(storages);
        Map<Value.Storage, float[]> arrays;
        try (Team team = new Team(2)) {
            arrays = arena.among(new Memory().slabs(arena.floats(), team));
        }
        for (int i = 0; i < lowering.stages.size(); i++) {
            int now = i;
            Set<float[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
            storages.stream()
                    .filter(s -> s.first <= now && now <= s.last)
                    .forEach(
                            s -> {
                                assertThat((long) arrays.get(s).length)
                                        .isGreaterThanOrEqualTo(s.floats);
                                assertThat(taken.add(arrays.get(s))).isTrue();
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theForecastCoversWhatIsTaken(long seed) {
        RandomNetwork drawn = new RandomNetwork(seed);
        Network network = drawn.network();
        Set<String> keep = network.outputs();
        long kept = 0;
        try (Session session =
                Session.prepare(
                        network, new SyntheticWeights(Shapes.of(network)), drawn.plan(), keep, 2)) {
            for (var tensor : session.run(Networks.inputs(network, seed)).values()) {
                kept += tensor.shape().bytes();
            }
            assertThat(
                            Forecast.requiredBytes(
                                    network, drawn.plan(), Kept.blobs(keep), Saving.DEFAULT, 2))
                    .isGreaterThanOrEqualTo(
                            kept + session.preparedBytes() + session.workingBytes());
        }
    }
}
