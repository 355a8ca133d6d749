package fcn.goldens;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.kernels.session.Session;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every blob within 1e-4 of its largest value, under the built-in plan and with each kernel on all
 * layers that it supports; with all blobs kept, and with the outputs alone, which lets a plan fuse.
 */
final class PlannedRunsReproduceCaffeTest {
    private static final double BOUND = 1e-4;

    @ParameterizedTest
    @MethodSource("fcn.goldens.Golden#all")
    void underTheBuiltInPlan(Golden golden) {
        check(golden, Ranking.plan(golden.network()));
    }

    @ParameterizedTest
    @MethodSource("fcn.goldens.Golden#all")
    void withEachKernelWhereverItCan(Golden golden) {
        for (Kernel kernel : Catalogue.all()) {
            check(golden, forced(golden.network(), kernel));
        }
    }

    /** Real Caffe ran no dense 5×5 layer for us. */
    private static final List<Kernel> WITHOUT_LAYER =
            List.of(Convolutions.WINOGRAD_F4_5X5, Convolutions.WINOGRAD_F4_5X5_PHASED);

    @Test
    void everyKernelHasALayer() {
        Set<Kernel> used = new HashSet<>();
        for (Golden golden : Golden.all()) {
            for (Kernel kernel : Catalogue.all()) {
                forced(golden.network(), kernel).choices().values().stream()
                        .map(Plan.Choice::kernel)
                        .filter(kernel::equals)
                        .forEach(used::add);
            }
        }
        used.addAll(WITHOUT_LAYER);
        assertThat(used).containsExactlyInAnyOrderElementsOf(Catalogue.all());
    }

    private static void check(Golden golden, Plan plan) {
        Set<String> outputs = golden.network().outputs();
        for (Set<String> keep : List.of(golden.blobs().keySet(), outputs)) {
            try (Session session =
                    Session.prepare(golden.network(), golden.weights(), plan, keep, 2)) {
                golden.assertWithin(BOUND, session.run(golden.inputs()), keep);
            }
        }
    }

    /** The built-in plan with one kernel in all places where it can stand. */
    private static Plan forced(Network network, Kernel kernel) {
        Plan plan = Ranking.plan(network);
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(plan.choices());
        for (Shapes.Row row : Shapes.of(network).rows()) {
            for (ConvolutionShape shape : shapes(row)) {
                if (kernel.algorithm().unsupported(shape).isEmpty()) {
                    choices.put(row.node().name(), new Plan.Choice(kernel, "forced"));
                }
            }
        }
        return new Plan(plan.network(), plan.size(), choices);
    }

    private static List<ConvolutionShape> shapes(Shapes.Row row) {
        List<ConvolutionShape> shapes = new ArrayList<>();
        if (row.node().layer() instanceof Convolution convolution) {
            shapes.add(convolution.shape(row.inputs().getFirst()));
        }
        if (row.node().layer() instanceof Deconvolution deconvolution) {
            shapes.add(deconvolution.shape(row.inputs().getFirst()));
        }
        return shapes;
    }
}
