package fcn.kernels.session;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.threads.Team;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

import java.util.Arrays;
import java.util.Optional;

/** The plain kernels, reading one layout and writing another, and perhaps pooling. */
record InLayouts(boolean transposed, Layout inputLayout, Layout outputLayout, boolean pools)
        implements Kernel, ConvolutionKernel {
    @Override
    public String name() {
        return "from " + inputLayout + " to " + outputLayout + (pools ? ", pooling" : "");
    }

    @Override
    public ConvolutionKernel algorithm() {
        return this;
    }

    private ConvolutionKernel plain() {
        return (transposed ? TransposedConvolutions.GATHER : Convolutions.DIRECT).algorithm();
    }

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return plain().unsupported(shape);
    }

    @Override
    public boolean supports(Epilogue epilogue) {
        return pools || !epilogue.pool();
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return plain().errorBound(shape);
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        Placement whole = Placement.whole(epilogue.output(shape));
        return placed(shape, epilogue, weights.clone(), bias, whole, team);
    }

    @Override
    public boolean places() {
        return pools;
    }

    private PreparedConvolution placed(
            ConvolutionShape shape,
            Epilogue epilogue,
            float[] weights,
            float[] bias,
            Placement placement,
            Team makers) {
        Epilogue unpooled = epilogue.pool() ? Epilogue.RELU : epilogue;
        PreparedConvolution prepared = plain().prepare(shape, unpooled, weights, bias, makers);
        return new PreparedConvolution() {
            @Override
            public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
                return Optional.of(placed(shape, epilogue, weights, bias, placement, makers));
            }

            @Override
            public int workspaceFloats(int threads) {
                return 100 * threads;
            }

            @Override
            public long preparedBytes() {
                return prepared.preparedBytes();
            }

            @Override
            public void run(float[] input, float[] output, float[] workspace, Team team) {
                Arrays.fill(workspace, Float.NaN);
                float[] in = new float[Layout.NCHW.floats(shape.input())];
                float[] out = new float[Layout.NCHW.floats(shape.output())];
                checkPadding(shape.input(), input);
                LayoutConversion.convert(shape.input(), input, inputLayout, in, Layout.NCHW, team);
                prepared.run(in, out, workspace, team);
                Shape stored = epilogue.output(shape);
                float[] made = new float[outputLayout.floats(stored)];
                LayoutConversion.convert(
                        stored,
                        epilogue.pool() ? pooled(out, shape.output(), stored) : out,
                        Layout.NCHW,
                        made,
                        outputLayout,
                        team);
                place(stored, made, output, placement);
            }
        };
    }

    private void place(Shape stored, float[] from, float[] to, Placement placement) {
        int planes = stored.n() * outputLayout.planes(stored.c());
        int lanes = from.length / planes / stored.h() / stored.w();
        for (int row = 0; row < planes * stored.h(); row++) {
            int plane = row / stored.h() * placement.height();
            int y = plane + placement.top() + row % stored.h();
            int at = (y * placement.width() + placement.left()) * lanes;
            System.arraycopy(from, row * stored.w() * lanes, to, at, stored.w() * lanes);
        }
    }

    /** Kernels may count on zeros in the channels beyond C. */
    private void checkPadding(Shape shape, float[] input) {
        if (inputLayout == Layout.NCHW16C) {
            for (int i = 0; i < inputLayout.floats(shape); i++) {
                int block = i / Layout.BLOCK / shape.w() / shape.h() % Layout.blocks(shape.c());
                if (block * Layout.BLOCK + i % Layout.BLOCK >= shape.c() && input[i] != 0) {
                    throw new AssertionError("not zero beyond " + shape.c() + " channels");
                }
            }
        }
    }

    private static float[] pooled(float[] map, Shape from, Shape to) {
        float[] pooled = new float[Layout.NCHW.floats(to)];
        Arrays.fill(pooled, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < map.length; i++) {
            int plane = i / (from.h() * from.w());
            int y = i / from.w() % from.h();
            int x = i % from.w();
            int at = (plane * to.h() + y / 2) * to.w() + x / 2;
            pooled[at] = Math.max(pooled[at], map[i]);
        }
        return pooled;
    }
}
