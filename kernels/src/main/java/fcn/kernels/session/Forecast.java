package fcn.kernels.session;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Step;
import fcn.reference.network.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a session would do and hold, known without preparing one. */
public final class Forecast {
    private Forecast() {}

    /** Bytes of the arrays that will hold the values between the layers. */
    public static long activationBytes(Network network, Plan plan, Set<String> keep) {
        return Math.max(
                new Arena(new Lowering(network, plan, Kept.blobs(keep), Set.of()).storages())
                        .bytes(),
                new Arena(new Lowering(network, plan, Kept.blobs(keep), Saving.ALL).storages())
                        .bytes());
    }

    /** What a run under a plan does, in order, with the layer under whose name it counts. */
    public record Run(String layer, Step step) {}

    /** The steps of a run that keeps nothing. */
    public static List<Run> steps(Network network, Plan plan) {
        List<Run> steps = new ArrayList<>();
        for (Stage stage :
                new Lowering(network, plan, Kept.blobs(Set.of()), Saving.PLANNED).stages) {
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
                        case Stage.Frame ignored ->
                                new Step.Operate(
                                        stage.row.node().layer(),
                                        stage.row.inputs(),
                                        stage.output.layout);
                        case Stage.Label ignored ->
                                throw new IllegalStateException("labels that nobody asked for");
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
