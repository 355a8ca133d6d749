package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.plan.CostModel;
import fcn.kernels.plan.Costs;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Limits;
import fcn.kernels.plan.Memory;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Solution;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.threads.Team;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the planner adds up for a plan is what a session does under it, step by step. */
class TheModelsCostIsThatOfTheStepsThatRun {
    /** Something else for each step; the same for the same one. */
    private static final Costs COSTS =
            step -> {
                double cost = 1 + (step.toString().hashCode() & 0xffff) / 65536.0;
                return Optional.of(new Time(cost, cost, cost));
            };

    private static final Map<Step.Convolve, Footprints.Footprint> TAKEN = new HashMap<>();

    private static List<Kernel> kernels(boolean transposed) {
        List<Kernel> kernels = new ArrayList<>();
        for (Layout in : Layout.values()) {
            for (Layout out : Layout.values()) {
                kernels.add(new InLayouts(transposed, in, out, true));
                kernels.add(new InLayouts(transposed, in, out, false));
            }
        }
        return kernels;
    }

    /** As measured: by preparing the kernel. */
    private static Footprints.Footprint taken(Step.Convolve step) {
        return TAKEN.computeIfAbsent(step, TheModelsCostIsThatOfTheStepsThatRun::take);
    }

    private static Footprints.Footprint take(Step.Convolve step) {
        float[] weights = new float[Math.toIntExact(step.shape().weights().count())];
        if (step.shape().transposed()) {
            weights =
                    SyntheticWeights.bilinear(step.shape().weights(), step.shape().group()).data();
        }
        try (Team team = new Team(2)) {
            PreparedConvolution prepared =
                    step.kernel()
                            .algorithm()
                            .prepare(
                                    step.shape(),
                                    step.epilogue(),
                                    weights,
                                    step.shape().transposed() ? null : new float[step.shape().oc()],
                                    team);
            return new Footprints.Footprint(
                    prepared.preparedBytes(), (long) Float.BYTES * prepared.workspaceFloats(2));
        }
    }

    private static double sum(Network network, Plan plan) {
        double sum = 0;
        for (Forecast.Run run : Forecast.steps(network, plan)) {
            sum += COSTS.of(run.step()).orElseThrow().milliseconds();
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                24
            })
    void onRandomNetworks(long seed) {
        check(new RandomNetwork(seed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 20, 37, 60, 120})
    void behindThePad(int pad) {
        for (long seed = 0; seed < 24; seed++) {
            check(new RandomNetwork(seed, pad));
        }
    }

    private static void check(RandomNetwork drawn) {
        Network network = drawn.network();
        CostModel model =
                new CostModel(network, COSTS, (layer, shape) -> kernels(shape.transposed()));
        assertThat(model.milliseconds(drawn.plan()))
                .as("%s by %s", network, drawn.plan())
                .isEqualTo(sum(network, drawn.plan()), within(1e-9));
    }

    @Test
    void andForThePlanThatIsFound() {
        Network network = Networks.fcn8s(9, 13, 4);
        PlanSearch search =
                new PlanSearch(
                        network,
                        COSTS,
                        TheModelsCostIsThatOfTheStepsThatRun::taken,
                        plan ->
                                Forecast.workingBytes(
                                        network,
                                        plan,
                                        Set.of(),
                                        Saving.DEFAULT,
                                        TheModelsCostIsThatOfTheStepsThatRun::taken,
                                        2));
        PlanSearch.Found found = search.best(Limits.NONE).orElseThrow();
        Plan plan = search.plan(found);
        assertThat(found.solution().method()).isEqualTo(Solution.Method.EXACT);
        assertThat(found.milliseconds()).isEqualTo(sum(network, plan), within(1e-9));
        assertThat(search.certificate().orElseThrow().check(search.model().graph())).isPresent();
        assertThat(search.certificate().orElseThrow().bound())
                .isEqualTo(found.milliseconds(), within(1e-9));
    }

    @Test
    void andMemoryIsTheSessions() {
        Network network = Networks.fcn8s(9, 13, 4);
        PlanSearch search =
                new PlanSearch(
                        network,
                        COSTS,
                        TheModelsCostIsThatOfTheStepsThatRun::taken,
                        plan ->
                                Forecast.workingBytes(
                                        network,
                                        plan,
                                        Set.of(),
                                        Saving.DEFAULT,
                                        TheModelsCostIsThatOfTheStepsThatRun::taken,
                                        2));
        PlanSearch.Found found = search.best(Limits.NONE).orElseThrow();
        Plan plan = search.plan(found);
        Shapes shapes = Shapes.of(network);
        try (Session session =
                Session.prepare(network, new SyntheticWeights(shapes), plan, Set.of(), 2)) {
            Memory foretold = found.memory();
            assertThat(foretold.prepared()).isEqualTo(session.preparedBytes());
            // scratch for a part of a map may be a row shorter than for the whole
            assertThat(foretold.working())
                    .isBetween(session.workingBytes(), session.workingBytes() * 1001 / 1000);
        }
    }

    @Test
    void aConversionThatReadersShareIsPaidOnce() {
        Networks net = new Networks(new Shape(1, 16, 6, 6));
        net.convolution("a", "data", 16, 1);
        net.convolution("b", "a", 16, 1);
        net.convolution("c", "a", 16, 1);
        Network network = net.network();
        Costs dear =
                step -> {
                    double cost = step instanceof Step.Convert ? 100 : 1;
                    return Optional.of(new Time(cost, cost, cost));
                };
        CostModel model =
                new CostModel(
                        network,
                        dear,
                        (layer, shape) ->
                                List.of(
                                        new InLayouts(
                                                false,
                                                layer.equals("a") ? Layout.NCHW : Layout.NCHW16C,
                                                Layout.NCHW,
                                                false)));
        double least =
                model.milliseconds(
                        new Plan(
                                "test",
                                "",
                                Map.of(
                                        "a", choice(Layout.NCHW),
                                        "b", choice(Layout.NCHW16C),
                                        "c", choice(Layout.NCHW16C))));
        assertThat(least).isEqualTo(103);
    }

    private static Plan.Choice choice(Layout in) {
        return new Plan.Choice(new InLayouts(false, in, Layout.NCHW, false), "");
    }
}
