package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
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

    @Test
    void aRunTakesTheReturnedBlobsFromTheHeap() {
        Network network = Networks.fcn8s(40, 40, 2);
        Plan plan = plain(network);
        Map<String, Tensor> inputs = Networks.inputs(network, 3);
        try (Session session =
                Session.prepare(
                        network,
                        new SyntheticWeights(Shapes.of(network)),
                        plan,
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
