package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Deconvolution;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** After the first runs, a run takes the returned blobs from the heap and next to nothing else. */
class RunsAllocateOnlyWhatTheyReturn {
    private static final int RUNS = 10;

    /** What a run may take besides: the Vector API's is gone once C2 has compiled it. */
    private static final long LITTLE = 64 << 10;

    private static final int MOST_TRIES = 400;

    private final Network network = Networks.fcn8s(60, 60, 16);
    private final Map<String, Tensor> inputs = Networks.inputs(network, 3);

    private Session session(Plan plan) {
        SyntheticWeights weights = new SyntheticWeights(Shapes.of(network));
        return Session.prepare(network, weights, plan, Set.of("score"), 2);
    }

    private long bytesOfARun(Session session) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            session.run(inputs);
        }
        return (threads.getTotalThreadAllocatedBytes() - before) / RUNS;
    }

    @Test
    void aRunTakesTheReturnedBlobsFromTheHeap() {
        try (Session session = session(plain(network))) {
            long returned = session.run(inputs).get("score").shape().bytes();
            session.run(inputs);
            assertThat(bytesOfARun(session)).isBetween(returned, returned + 8192);
        }
    }

    @Test
    void soDoVectorKernelsOnceTheyAreCompiled() {
        Plan ranking = Ranking.plan(network);
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(ranking.choices());
        // C2 does not always inline the ReLU of DIRECT_NCHW, and then allocates for each vector
        choices.put("conv1_1", new Plan.Choice(Convolutions.IMPLICIT_GEMM_NCHW, "test"));
        Plan plan = new Plan(ranking.network(), ranking.size(), choices);
        try (Session session = session(plan)) {
            long returned = session.run(inputs).get("score").shape().bytes();
            long taken = Long.MAX_VALUE;
            for (int i = 0; i < MOST_TRIES && taken > returned + LITTLE; i++) {
                taken = bytesOfARun(session);
            }
            assertThat(taken).isBetween(returned, returned + LITTLE);
        }
    }

    /** Kernels without the Vector API, which allocates until C2 has compiled it. */
    private static Plan plain(Network network) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            switch (node.layer()) {
                case Convolution ignored ->
                        choices.put(node.name(), new Plan.Choice(Convolutions.DIRECT, "plain"));
                case Deconvolution ignored ->
                        choices.put(
                                node.name(),
                                new Plan.Choice(TransposedConvolutions.GATHER, "plain"));
                default -> {}
            }
        }
        return new Plan(network.name(), "", choices);
    }
}
