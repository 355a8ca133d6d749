package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.plan.Ranking;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** Images of many sizes in turn take no more memory than the first round of them. */
class ManySizesLeaveMemoryFlat {
    private static final int SIZES = 10;
    private static final int ROUNDS = 10;

    /** Less than a tenth of what the programs of one round hold together. */
    private static final long SLACK = 512 << 10;

    @Test
    void afterTheFirstRound() {
        Network network = Networks.fcn8s(48, 48, 4);
        try (Session session =
                Session.prepare(
                        network,
                        new SyntheticWeights(Shapes.of(network)),
                        Ranking.plan(network),
                        Set.of("score"),
                        2)) {
            round(network, session);
            round(network, session);
            long arrays = session.workingBytes();
            long prepared = session.preparedBytes();
            long before = used();
            for (int i = 0; i < ROUNDS; i++) {
                round(network, session);
            }
            assertThat(session.workingBytes()).isEqualTo(arrays);
            assertThat(session.preparedBytes()).isEqualTo(prepared);
            assertThat(used()).isLessThan(before + SLACK);
        }
    }

    private static void round(Network network, Session session) {
        for (int i = 0; i < SIZES; i++) {
            Network sized = network.resized(1, 30 + 7 * i, 80 - 5 * i);
            session.run(Networks.inputs(sized, i));
        }
    }

    /** Bytes of the heap that are reachable, after collections. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
