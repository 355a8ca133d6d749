package fcn.kernels.plan;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operations;
import fcn.reference.layer.Layer;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that may run a layer.
 *
 * @param output the layout that it, or the pooling that it does not take up, leaves
 * @param steps the kernel, and what must follow where it does not pool itself
 * @param milliseconds that the steps take
 */
record Candidate(
        Kernel kernel, Layout input, Layout output, List<Step> steps, double milliseconds) {
    /** The kernel on a unit; empty where it does not do it or its time is not known. */
    static Optional<Candidate> of(Kernel kernel, Wiring.Unit unit, Costs costs) {
        var algorithm = kernel.algorithm();
        if (algorithm.unsupported(unit.shape).isPresent()) {
            return Optional.empty();
        }
        Epilogue epilogue = unit.relu ? Epilogue.RELU : Epilogue.NONE;
        Layout output = algorithm.outputLayout();
        List<Step> steps;
        if (unit.pooling == null) {
            steps = List.of(new Step.Convolve(unit.shape, kernel, epilogue));
        } else if (algorithm.supports(Epilogue.RELU_POOL)) {
            steps = List.of(new Step.Convolve(unit.shape, kernel, Epilogue.RELU_POOL));
        } else {
            List<Shape> maps = unit.pooling.inputs();
            Layer layer = unit.pooling.node().layer();
            Layout works = Operations.layout(layer, maps, List.of(output));
            steps = new ArrayList<>(List.of(new Step.Convolve(unit.shape, kernel, epilogue)));
            if (works != output) {
                steps.add(new Step.Convert(unit.shape.output(), output, works));
            }
            steps.add(new Step.Operate(layer, maps, works));
            output = works;
        }
        if (costs.of(steps.getFirst()).isEmpty()) {
            return Optional.empty();
        }
        double sum = 0;
        for (Step step : steps) {
            sum += costs.of(step).orElse(Time.NONE).milliseconds();
        }
        return Optional.of(
                new Candidate(kernel, algorithm.inputLayout(), output, List.copyOf(steps), sum));
    }

    Step.Convolve convolve() {
        return (Step.Convolve) steps.getFirst();
    }
}
