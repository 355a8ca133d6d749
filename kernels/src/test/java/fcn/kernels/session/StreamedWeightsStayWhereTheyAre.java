package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Kernel;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.WeightBlob;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The plan for one image reads fc6's weights once in a run, and none of them before. */
class StreamedWeightsStayWhereTheyAre {
    private static final String LAYER = "fc6";
    private static final float TOLERANCE = 1e-4f;

    private final Network network = Networks.fcn8s(60, 60, 16);
    private final SyntheticWeights weights = new SyntheticWeights(Shapes.of(network));
    private final ConvolutionShape shape = Ranking.convolutions(network).get(LAYER);
    private final AtomicLong read = new AtomicLong();

    /** Counts what is read of fc6's filters. */
    private final class Counted implements WeightBlob {
        private final WeightBlob stored;

        Counted(WeightBlob blob) {
            stored = blob.stored();
        }

        @Override
        public Shape shape() {
            return stored.shape();
        }

        @Override
        public void read(long from, int count, float[] to, int at) {
            read.addAndGet(count);
            stored.read(from, count, to, at);
        }
    }

    private Weights counting() {
        return new Weights() {
            @Override
            public List<Tensor> of(String layer) {
                return weights.of(layer);
            }

            @Override
            public List<WeightBlob> blobs(String layer) {
                List<WeightBlob> blobs = weights.blobs(layer);
                return layer.equals(LAYER)
                        ? List.of(new Counted(blobs.getFirst()), blobs.get(1))
                        : blobs;
            }

            @Override
            public String source() {
                return weights.source();
            }
        };
    }

    @Test
    void untilARunReadsThemOnce() {
        Kernel kernel = Ranking.once(network).choices().get(LAYER).kernel();
        assertThat(kernel.algorithm().streams()).isTrue();
        assertThat(kernel.algorithm().preparedBytes(shape)).isZero();
        assertThat(kernel.algorithm().givenBytes(shape, 2)).isZero();
        Map<String, Tensor> inputs = Networks.inputs(network, 5);
        try (Session once = session(Ranking.once(network));
                Session kept = session(Ranking.plan(network))) {
            long bytes = kept.preparedBytes() - shape.weights().bytes();
            assertThat(once.preparedBytes()).isLessThanOrEqualTo(bytes);
            read.set(0);
            Tensor scores = once.run(inputs).get("score");
            assertThat(read).hasValue(shape.weights().count());
            float[] others = kept.run(inputs).get("score").data();
            float most = 0;
            float furthest = 0;
            for (int i = 0; i < others.length; i++) {
                most = Math.max(most, Math.abs(others[i]));
                furthest = Math.max(furthest, Math.abs(scores.data()[i] - others[i]));
            }
            assertThat(furthest).isLessThanOrEqualTo(TOLERANCE * most);
        }
    }

    @Test
    void theyAreNotReadWhilePreparing() {
        Set<Saving> unframed = Saving.without(Saving.DEFAULT, Saving.FRAME);
        try (Session session =
                Session.prepare(
                        network,
                        counting(),
                        Ranking.once(network),
                        Kept.blobs(Set.of("score")),
                        unframed,
                        2)) {
            assertThat(session.preparedBytes()).isPositive();
            assertThat(read).hasValue(0);
        }
    }

    private Session session(Plan plan) {
        return Session.prepare(network, counting(), plan, Set.of("score"), 2);
    }
}
