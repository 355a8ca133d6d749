package fcn.kernels.session;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.plan.Memory;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Step;
import fcn.reference.network.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a session would do and hold, known without preparing one. */
public final class Forecast {
    private Forecast() {}

    /** Memory under a plan; see {@link Session#prepare} for what may be kept. */
    public static Memory memory(Network network, Plan plan, Set<String> keep, int threads) {
        Lowering lowering = new Lowering(network, plan, keep);
        long prepared = 0;
        long workspace = 0;
        for (Stage stage : lowering.stages) {
            if (stage.kind instanceof Stage.Convolve convolve) {
                ConvolutionKernel algorithm = convolve.kernel().algorithm();
                prepared += algorithm.preparedBytes(convolve.shape());
                workspace =
                        Math.max(workspace, algorithm.workspaceBytes(convolve.shape(), threads));
            }
        }
        return new Memory(prepared, new Arena(lowering.storages()).bytes(), workspace);
    }

    /** What a run under a plan does, in order, with the layer under whose name it counts. */
    public record Run(String layer, Step step) {}

    /** The steps of a run that keeps nothing. */
    public static List<Run> steps(Network network, Plan plan) {
        List<Run> steps = new ArrayList<>();
        for (Stage stage : new Lowering(network, plan, Set.of()).stages) {
            Step step =
                    switch (stage.kind) {
                        case Stage.Convolve convolve ->
                                new Step.Convolve(
                                        convolve.shape(), convolve.kernel(), convolve.epilogue());
                        case Stage.Convert ignored ->
                                new Step.Convert(
                                        stage.output.shape,
                                        stage.inputs.getFirst().layout,
                                        stage.output.layout);
                        case Stage.Operate ignored ->
                                new Step.Operate(
                                        stage.row.node().layer(),
                                        stage.row.inputs(),
                                        stage.output.layout);
                    };
            steps.add(new Run(stage.layer(), step));
        }
        return steps;
    }
}
