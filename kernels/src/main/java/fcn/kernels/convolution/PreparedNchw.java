package fcn.kernels.convolution;

import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Arrays;

/**
 * What the kernels on NCHW maps have in common once prepared: the shape, the bias, and the arrays
 * of the run at hand.
 */
public abstract class PreparedNchw implements PreparedConvolution {
    protected final ConvolutionShape shape;
    protected final Window window;

    /** Input channels of a group. */
    protected final int inputs;

    /** Output channels of a group. */
    protected final int outputs;

    /** Weights of one input channel for one output channel: KH · KW. */
    protected final int taps;

    protected final int oh;
    protected final int ow;

    protected float[] input;
    protected float[] output;
    protected float[] workspace;

    /** One for each output channel. */
    protected final float[] bias;

    private final boolean relu;

    /**
     * Copies the bias.
     *
     * @param bias one for each output channel, or null for none
     */
    protected PreparedNchw(ConvolutionShape shape, Epilogue epilogue, float[] bias) {
        this.shape = shape;
        this.window = shape.window();
        this.inputs = shape.ic() / shape.group();
        this.outputs = shape.oc() / shape.group();
        this.taps = window.kernelH() * window.kernelW();
        this.oh = shape.oh();
        this.ow = shape.ow();
        this.relu = epilogue.relu();
        this.bias = bias == null ? new float[shape.oc()] : bias.clone();
    }

    /** Floats and integers of packed weights and tables that are kept between runs. */
    protected abstract long keptFloats();

    /** Computes the run at hand. */
    protected abstract void compute(Team team);

    @Override
    public final long preparedBytes() {
        return Float.BYTES * (keptFloats() + bias.length);
    }

    @Override
    public int workspaceFloats(int threads) {
        return 0;
    }

    @Override
    public final void run(float[] input, float[] output, float[] workspace, Team team) {
        this.input = input;
        this.output = output;
        this.workspace = workspace;
        compute(team);
        this.input = null;
        this.output = null;
        this.workspace = null;
    }

    /** Starts {@code count} sums of output channel {@code o} with its bias. */
    protected final void begin(int o, float[] sums, int from, int count) {
        Arrays.fill(sums, from, from + count, bias[o]);
    }

    /** Ends sums: applies the ReLU, where there is one. */
    protected final void end(float[] sums, int from, int count) {
        if (relu) {
            for (int i = from; i < from + count; i++) {
                sums[i] = Math.max(sums[i], 0);
            }
        }
    }
}
