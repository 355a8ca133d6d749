package fcn.benchmarks.tuning;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.operation.Operation;
import fcn.kernels.operation.Operations;
import fcn.kernels.operation.Surround;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Step;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Steps run by themselves, on random values of a fixed seed. */
final class Rehearsal {
    private static final long SEED = 7;

    private final Team team;

    /** Those of the last shape, which the next kernel most likely has too. */
    private ConvolutionShape drawnFor;

    private float[] weights;

    Rehearsal(Team team) {
        this.team = team;
    }

    /** Times a step for about so many seconds. */
    Measured measure(Step step, double seconds) {
        return switch (step) {
            case Step.Convolve convolve -> convolution(convolve, seconds);
            case Step.Operate operate -> Stopwatch.time(operation(operate), seconds);
            case Step.Frame frame -> Stopwatch.time(frame(frame), seconds);
            case Step.Convert convert -> Stopwatch.time(conversion(convert), seconds);
        };
    }

    private Measured convolution(Step.Convolve step, double seconds) {
        ConvolutionKernel algorithm = step.kernel().algorithm();
        ConvolutionShape shape = step.shape();
        if (!shape.equals(drawnFor)) {
            weights = null; // before the next are drawn: there may be room for one only
            weights = uniform(Math.toIntExact(shape.weights().count()));
            drawnFor = shape;
        }
        PreparedConvolution prepared =
                algorithm.prepare(shape, step.epilogue(), weights, uniform(shape.oc()), team);
        float[] input = uniform(algorithm.inputLayout().floats(shape.input()));
        float[] output = new float[algorithm.outputLayout().floats(step.epilogue().output(shape))];
        float[] workspace = new float[prepared.workspaceFloats(team.threads())];
        Measured time = Stopwatch.time(() -> prepared.run(input, output, workspace, team), seconds);
        long scratch = (long) workspace.length * Float.BYTES;
        return time.taking(new Footprints.Footprint(prepared.preparedBytes(), scratch));
    }

    private Runnable operation(Step.Operate step) {
        List<Shape> shapes = step.inputs();
        List<Tensor> blobs = new ArrayList<>();
        for (Shape blob : step.layer().weights(shapes)) {
            blobs.add(new Tensor(blob, uniform(Math.toIntExact(blob.count()))));
        }
        Operation operation =
                Operations.prepare(
                        step.layer(), shapes, step.layout(), () -> blobs, team.threads());
        float[][] inputs = new float[shapes.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = uniform(step.layout().floats(shapes.get(i)));
        }
        float[] output = new float[step.layout().floats(step.layer().outputs(shapes).getFirst())];
        return () -> operation.run(inputs, output, team);
    }

    private Runnable frame(Step.Frame step) {
        Surround surround = step.surround();
        surround.take((plane, y, x) -> Surround.ZERO, new float[0]);
        float[] to = new float[step.layout().floats(step.wanted().shape(step.map()))];
        if (step.placed()) {
            return () -> surround.fill(to, team);
        }
        float[][] from = {uniform(step.layout().floats(step.stored().shape(step.map())))};
        return () -> surround.run(from, to, team);
    }

    private Runnable conversion(Step.Convert step) {
        LayoutConversion conversion = new LayoutConversion(step.shape(), step.from(), step.to());
        float[] from = uniform(step.from().floats(step.shape()));
        float[] to = new float[step.to().floats(step.shape())];
        return () -> conversion.run(from, to, team);
    }

    private static float[] uniform(int length) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt() * 0x1p-31f;
        }
        return values;
    }
}
