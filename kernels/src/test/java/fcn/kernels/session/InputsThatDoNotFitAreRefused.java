package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

/**
 * A plan, weights, kept blobs or inputs of another network end in one line that names the place.
 */
class InputsThatDoNotFitAreRefused {
    private static final Network NETWORK =
            new Networks(new Shape(1, 3, 8, 9)).convolution("conv", "data", 4, 1).network();
    private static final Weights WEIGHTS = new SyntheticWeights(Shapes.of(NETWORK));
    private static final Plan PLAN = Ranking.plan(NETWORK);

    private static Session prepare(Weights weights, Plan plan, String keep) {
        return Session.prepare(NETWORK, weights, plan, Set.of(keep), 1);
    }

    @Test
    void inputs() {
        try (Session session = prepare(WEIGHTS, PLAN, "conv")) {
            assertThatThrownBy(() -> session.run(Map.of()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("'data' is missing");
            Tensor other = Tensor.zeros(new Shape(1, 4, 8, 9));
            assertThatThrownBy(() -> session.run(Map.of("data", other)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("1x4x8x9")
                    .hasMessageContaining("3 channels");
            assertThatThrownBy(() -> session.run(Map.of("date", other)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("'date' is no input");
        }
    }

    @Test
    void keptBlobs() {
        assertThatThrownBy(() -> prepare(WEIGHTS, PLAN, "pool9"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no blob 'pool9'");
    }

    @Test
    void plans() {
        assertThatThrownBy(() -> prepare(WEIGHTS, new Plan("other", "8x9", Map.of()), "conv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no kernel for layer 'conv'");
    }

    @Test
    void weights() {
        Network wider =
                new Networks(new Shape(1, 3, 8, 9)).convolution("conv", "data", 5, 1).network();
        Weights others = new SyntheticWeights(Shapes.of(wider));
        assertThatThrownBy(() -> prepare(others, PLAN, "conv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("layer 'conv'")
                .hasMessageContaining("4x3x3x3")
                .hasMessageContaining("5x3x3x3");
    }
}
