package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.Arrays;

/**
 * A kernel, prepared and run in a hostile place: weights are overwritten once it has prepared
 * itself, unless it streams them, output and workspace hold NaN, and behind each array's end lie
 * guards. It must write every value, zeros into the channels that fill up the last block (where all
 * that it was given is finite), and nothing else.
 */
final class PoisonedKernel {
    /** What a kernel is prepared for where nothing else is said. */
    private static final int USUAL_THREADS = 3;

    private static final int BLOCK = 16;
    private static final int GUARDS = 64;
    private static final float GUARD = 12345.678f;

    private final ConvolutionKernel algorithm;
    private final PreparedConvolution prepared;
    private final Shape outputShape;
    private final boolean finiteWeights;
    private final float[] streamed;
    private final float[] untouched;

    PoisonedKernel(Trial trial, Operands operands) {
        this(trial, operands, USUAL_THREADS);
    }

    /** Prepares it for that many threads at most. */
    PoisonedKernel(Trial trial, Operands operands, int threads) {
        algorithm = trial.kernel().algorithm();
        outputShape = trial.epilogue().output(trial.shape());
        finiteWeights = operands.weights().stream().allMatch(PoisonedKernel::finite);
        float[] weights = operands.weights().getFirst().data().clone();
        float[] bias = trial.bias() ? operands.weights().get(1).data().clone() : null;
        prepared =
                algorithm.prepare(
                        trial.shape(), trial.epilogue(), weights, bias, Teams.of(threads));
        streamed = algorithm.streams() ? weights : new float[0];
        untouched = streamed.clone();
        if (!algorithm.streams()) {
            Arrays.fill(weights, Float.NaN);
        }
        if (bias != null) {
            Arrays.fill(bias, Float.NaN);
        }
    }

    /** Prepares and runs it on the trial's threads. */
    static Tensor run(Trial trial, Operands operands) {
        return new PoisonedKernel(trial, operands).run(operands.input(), trial.threads());
    }

    /** The output, N×C×H×W. */
    Tensor run(Tensor input, int threads) {
        return run(input, threads, Float.NaN);
    }

    /** The same, output and workspace holding {@code poison} before. */
    Tensor run(Tensor input, int threads, float poison) {
        float[] in = toLayout(input, algorithm.inputLayout());
        float[] before = in.clone();
        float[] out = guarded(floats(outputShape, algorithm.outputLayout()), poison);
        float[] workspace = guarded(prepared.workspaceFloats(threads), poison);
        prepared.run(in, out, workspace, Teams.of(threads));
        assertThat(Arrays.equals(in, before)).as("the input is as it was").isTrue();
        assertThat(Arrays.equals(streamed, untouched)).as("weights are as they were").isTrue();
        assertThat(guardsStand(out)).as("nothing behind the output is written").isTrue();
        assertThat(guardsStand(workspace)).as("nothing behind the workspace is written").isTrue();
        boolean zeros = finiteWeights && finite(input);
        return fromLayout(outputShape, out, algorithm.outputLayout(), zeros);
    }

    private static boolean finite(Tensor tensor) {
        for (float value : tensor.data()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static float[] guarded(int length, float poison) {
        float[] array = new float[length + GUARDS];
        Arrays.fill(array, 0, length, poison);
        Arrays.fill(array, length, array.length, GUARD);
        return array;
    }

    private static boolean guardsStand(float[] array) {
        for (int i = array.length - GUARDS; i < array.length; i++) {
            if (array[i] != GUARD) {
                return false;
            }
        }
        return true;
    }

    static int floats(Shape s, Layout layout) {
        int channels =
                switch (layout) {
                    case NCHW -> s.c();
                    case NCHW16C -> (s.c() + BLOCK - 1) / BLOCK * BLOCK;
                };
        return s.n() * channels * s.h() * s.w();
    }

    private static int index(Shape s, Layout layout, int n, int c, int y, int x) {
        int blocks = (s.c() + BLOCK - 1) / BLOCK;
        return switch (layout) {
            case NCHW -> ((n * s.c() + c) * s.h() + y) * s.w() + x;
            case NCHW16C ->
                    (((n * blocks + c / BLOCK) * s.h() + y) * s.w() + x) * BLOCK + c % BLOCK;
        };
    }

    static float[] toLayout(Tensor tensor, Layout layout) {
        Shape s = tensor.shape();
        float[] data = new float[floats(s, layout)];
        for (int n = 0; n < s.n(); n++) {
            for (int c = 0; c < s.c(); c++) {
                for (int y = 0; y < s.h(); y++) {
                    for (int x = 0; x < s.w(); x++) {
                        data[index(s, layout, n, c, y, x)] = tensor.at(n, c, y, x);
                    }
                }
            }
        }
        return data;
    }

    private static Tensor fromLayout(Shape s, float[] data, Layout layout, boolean zeros) {
        Tensor tensor = Tensor.zeros(s);
        int channels = floats(s, layout) / (s.n() * s.h() * s.w());
        for (int n = 0; n < s.n(); n++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < s.h(); y++) {
                    for (int x = 0; x < s.w(); x++) {
                        float value = data[index(s, layout, n, c, y, x)];
                        if (c < s.c()) {
                            tensor.set(n, c, y, x, value);
                        } else if (zeros) {
                            assertThat(value).as("channel %d of %d", c, s.c()).isZero();
                        }
                    }
                }
            }
        }
        return tensor;
    }
}
