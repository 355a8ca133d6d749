package fcn.benchmarks.jmh;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.SpilledBlob;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.WeightBlob;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A kernel prepared for a shape, with random input and weights of a fixed seed. Output and
 * workspace start as NaN. As in FCN-8s, a convolution has a bias and a ReLU, a transposed one
 * neither, and its weights are bilinear.
 */
public final class TimedKernel implements AutoCloseable {
    private static final long SEED = 42;

    /** Longer than any kernel was seen to be compiled on a busy machine. */
    private static final double WARM_UP_MILLISECONDS = 10_000;

    private final Team team;
    private final PreparedConvolution prepared;
    private final float[] input;
    private final float[] output;
    private final float[] workspace;

    /**
     * Draws the values and prepares the kernel.
     *
     * @throws BadInputException when the kernel does not do the shape
     */
    public TimedKernel(Kernel kernel, ConvolutionShape shape, int threads) {
        ConvolutionKernel algorithm = kernel.algorithm();
        algorithm
                .unsupported(shape)
                .ifPresent(
                        reason -> {
                            throw new BadInputException(
                                    kernel.name()
                                            + " does not do "
                                            + shape
                                            + " ("
                                            + reason
                                            + "); choose another kernel or shape");
                        });
        Epilogue epilogue = shape.transposed() ? Epilogue.NONE : Epilogue.RELU;
        SplittableRandom random = new SplittableRandom(SEED);
        float[] weights = weights(shape, random);
        float[] bias =
                shape.transposed()
                        ? null
                        : uniform(random, Layout.NCHW, Shape.vector(shape.oc()), 0.1f);
        input = uniform(random, algorithm.inputLayout(), shape.input(), 1);
        team = new Team(threads);
        WeightBlob blob = WeightBlob.of(new Tensor(shape.weights(), weights));
        // an array is read faster than a file
        WeightBlob stored = algorithm.streams() ? SpilledBlob.of(blob) : blob;
        prepared = algorithm.prepare(shape, epilogue, stored, bias, team);
        output = nan(algorithm.outputLayout().floats(epilogue.output(shape)));
        workspace = nan(prepared.workspaceFloats(threads));
    }

    private static float[] weights(ConvolutionShape shape, SplittableRandom random) {
        if (shape.transposed()) {
            return SyntheticWeights.bilinear(shape.weights(), shape.group()).data();
        }
        float bound = (float) Math.sqrt(3.0 / shape.accumulationLength());
        return uniform(random, Layout.NCHW, shape.weights(), bound);
    }

    /** Runs until the JVM has compiled the kernel and the machine is calm. */
    void warmUp() {
        WarmUp.untilCompiled(this::run, WARM_UP_MILLISECONDS);
        WarmUp.untilFreedIsHandedOn();
    }

    /** One run; the same array at each call. */
    public float[] run() {
        prepared.run(input, output, workspace, team);
        return output;
    }

    /** Scratch memory that a run takes on this team. */
    public long workspaceBytes() {
        return (long) workspace.length * Float.BYTES;
    }

    @Override
    public void close() {
        team.close();
    }

    private static float[] nan(int length) {
        float[] values = new float[length];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    /** Uniform in ±bound; zero in the channels that {@link Layout#NCHW16C} pads with. */
    private static float[] uniform(
            SplittableRandom random, Layout layout, Shape shape, float bound) {
        float[] values = new float[layout.floats(shape)];
        int channels = layout == Layout.NCHW ? shape.c() : Layout.blocks(shape.c()) * Layout.BLOCK;
        long block = (long) shape.h() * shape.w() * Layout.BLOCK;
        for (int i = 0; i < values.length; i++) {
            boolean padding =
                    layout == Layout.NCHW16C
                            && i / block * Layout.BLOCK % channels + i % Layout.BLOCK >= shape.c();
            values[i] = padding ? 0 : (random.nextInt() * 0x1p-31f) * bound;
        }
        return values;
    }
}
