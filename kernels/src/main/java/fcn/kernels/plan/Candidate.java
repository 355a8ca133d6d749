package fcn.kernels.plan;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operations;
import fcn.kernels.region.Region;
import fcn.reference.layer.Layer;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that may run a layer.
 *
 * @param wanted the region of its input that it reads
 * @param stored the region of the output's map that is there afterwards
 * @param output the layout that it, or the pooling that it does not take up, leaves
 * @param places whether it can write into a part of a larger buffer
 * @param steps the kernel, and what must follow where it does not pool itself
 * @param milliseconds that the steps take
 */
record Candidate(
        Kernel kernel,
        Layout input,
        Region wanted,
        Region stored,
        Layout output,
        boolean places,
        List<Step> steps,
        double milliseconds) {
    /** The kernel on a unit; empty where it does not do it or its time is not known. */
    static Optional<Candidate> of(Kernel kernel, Wiring.Unit unit, Costs costs) {
        ConvolutionKernel algorithm = kernel.algorithm();
        boolean pools = unit.pooling != null && algorithm.supports(Epilogue.RELU_POOL);
        boolean apart = unit.pooling != null && !pools;
        Wiring.Part part = apart ? unit.alone : unit.part;
        if (algorithm.unsupported(unit.shape).isPresent()
                || algorithm.unsupported(part.shape()).isPresent()) {
            return Optional.empty();
        }
        Epilogue epilogue = unit.relu ? Epilogue.RELU : Epilogue.NONE;
        Step.Convolve convolve =
                new Step.Convolve(part.shape(), kernel, pools ? Epilogue.RELU_POOL : epilogue);
        List<Step> steps = new ArrayList<>(List.of(convolve));
        Layout output = algorithm.outputLayout();
        if (apart) {
            output = pool(unit, algorithm, steps);
        }
        if (costs.of(convolve).isEmpty()) {
            return Optional.empty();
        }
        double sum = 0;
        for (Step step : steps) {
            sum += costs.of(step).orElse(Time.NONE).milliseconds();
        }
        return Optional.of(
                new Candidate(
                        kernel,
                        algorithm.inputLayout(),
                        part.wanted().getFirst(),
                        apart ? unit.part.valid() : stored(part, algorithm),
                        output,
                        algorithm.places() && !apart,
                        List.copyOf(steps),
                        sum));
    }

    /** A kernel that cuts stores just what is right. */
    private static Region stored(Wiring.Part part, ConvolutionKernel algorithm) {
        return algorithm.cuts() ? part.valid() : part.stored();
    }

    /** Adds a pooling by itself; gives the layout that it leaves. */
    private static Layout pool(Wiring.Unit unit, ConvolutionKernel algorithm, List<Step> steps) {
        Region stored = stored(unit.alone, algorithm);
        Region valid = unit.alone.valid();
        Region wanted = unit.pooled;
        Layout output = algorithm.outputLayout();
        if (!(stored.equals(wanted) && valid.contains(wanted))) {
            boolean placed =
                    algorithm.places() && wanted.contains(stored) && valid.contains(stored);
            steps.add(new Step.Frame(unit.unpooled(), stored, valid, wanted, output, placed));
        }
        List<Shape> maps = List.of(wanted.shape(unit.unpooled()));
        Layer layer = unit.pooling.node().layer();
        Layout works = Operations.layout(layer, maps, List.of(output));
        if (works != output) {
            steps.add(new Step.Convert(maps.getFirst(), output, works));
        }
        steps.add(new Step.Operate(layer, maps, works));
        return works;
    }

    Step.Convolve convolve() {
        return (Step.Convolve) steps.getFirst();
    }
}
