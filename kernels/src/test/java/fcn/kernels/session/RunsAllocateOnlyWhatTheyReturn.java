package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import fcn.kernels.plan.Ranking;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;

/** After the first runs, a run takes the returned blobs from the heap and next to nothing else. */
class RunsAllocateOnlyWhatTheyReturn {
    private static final int RUNS = 10;

    @Test
    void aRunTakesTheReturnedBlobsFromTheHeap() {
        Network network = Networks.fcn8s(40, 40, 2);
        Map<String, Tensor> inputs = Networks.inputs(network, 3);
        try (Session session =
                Session.prepare(
                        network,
                        new SyntheticWeights(Shapes.of(network)),
                        Ranking.plan(network),
                        Set.of("score"),
                        2)) {
            long returned = session.run(inputs).get("score").shape().bytes();
            session.run(inputs);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getTotalThreadAllocatedBytes();
            for (int i = 0; i < RUNS; i++) {
                session.run(inputs);
            }
            long perRun = (threads.getTotalThreadAllocatedBytes() - before) / RUNS;
            assertThat(perRun).isBetween(returned, returned + 8192);
        }
    }
}
