package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session that goes on under another plan is that plan's, and asks only for what changed. */
class AnotherPlanGivesWhatItsOwnSessionWould {
    private static final Set<String> KEEP = Set.of("score");

    private final Network network = Networks.fcn8s(40, 33, 4);
    private final Weights weights = new SyntheticWeights(Shapes.of(network));
    private final Map<String, Tensor> inputs = Networks.inputs(network, 5);
    private final Plan first = Ranking.plan(network);

    private Plan changed() {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(first.choices());
        choices.put("conv4_1", new Plan.Choice(Convolutions.DIRECT_SIMD, "test"));
        choices.put("fc6", new Plan.Choice(Convolutions.IM2COL_GEMM, "test"));
        return new Plan(first.network(), first.size(), choices);
    }

    private float[] own(Plan plan) {
        try (Session session = Session.prepare(network, weights, plan, KEEP, 2)) {
            return session.run(inputs).get("score").data();
        }
    }

    @Test
    void backAndForth() {
        List<String> asked = new ArrayList<>();
        Weights heard =
                new Weights() {
                    @Override
                    public List<Tensor> of(String layer) {
                        asked.add(layer);
                        return weights.of(layer);
                    }

                    @Override
                    public String source() {
                        return weights.source();
                    }
                };
        try (Session session = Session.prepare(network, heard, first, KEEP, 2)) {
            session.run(inputs);
            asked.clear();
            session.replan(changed());
            assertThat(asked)
                    .contains("conv4_1", "fc6")
                    .doesNotContain("conv3_2", "conv4_2", "conv5_1", "conv5_2");
            assertThat(session.run(inputs).get("score").data()).isEqualTo(own(changed()));
            session.replan(first);
            assertThat(session.run(inputs).get("score").data()).isEqualTo(own(first));
        }
    }

    @Test
    void aPlanThatDoesNotFitLeavesTheOldOne() {
        try (Session session = Session.prepare(network, weights, first, KEEP, 2)) {
            Plan none = new Plan("none", "", Map.of());
            assertThatThrownBy(() -> session.replan(none)).isInstanceOf(BadInputException.class);
            assertThat(session.run(inputs).get("score").data()).isEqualTo(own(first));
        }
    }
}
