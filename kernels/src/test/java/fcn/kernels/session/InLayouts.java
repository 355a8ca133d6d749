package fcn.kernels.session;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.region.Region;
import fcn.kernels.threads.Team;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.Arrays;
import java.util.Optional;

/**
 * The plain kernels, reading one layout and writing another, and perhaps pooling or, transposed,
 * cutting, adding and labelling.
 */
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

    @Override
    public boolean cuts() {
        return pools && transposed;
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
                Tensor all = new Tensor(shape.output(), out);
                if (epilogue.pool()) {
                    Shape half = epilogue.output(shape);
                    all = new Tensor(half, pooled(out, shape.output(), half));
                }
                Tensor part = taken(all, placement);
                float[] made = new float[outputLayout.floats(part.shape())];
                LayoutConversion.convert(
                        part.shape(), part.data(), Layout.NCHW, made, outputLayout, team);
                place(part.shape(), made, output, placement);
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
            for (int i = 0; i < stored.w() * lanes; i++) {
                boolean add = placement.store() == Placement.Store.ADD;
                to[at + i] = from[row * stored.w() * lanes + i] + (add ? to[at + i] : 0);
            }
        }
    }

    /** The part that is placed, or its labels. */
    private static Tensor taken(Tensor map, Placement placement) {
        Region part = placement.part();
        Shape shape = part.shape(map.shape());
        boolean label = placement.store() == Placement.Store.LABEL;
        Tensor taken = Tensor.zeros(label ? shape.with(1, 1) : shape);
        for (int i = 0; i < taken.shape().count(); i++) {
            int x = i % shape.w();
            int y = i / shape.w() % shape.h();
            int n = i / shape.w() / shape.h() / taken.shape().c();
            int c = i / shape.w() / shape.h() % taken.shape().c();
            int fromY = part.rows().from() + y;
            int fromX = part.columns().from() + x;
            taken.data()[i] = label ? label(map, n, fromY, fromX) : map.at(n, c, fromY, fromX);
        }
        return taken;
    }

    /** The first channel of those with the largest value. */
    static int label(Tensor map, int n, int y, int x) {
        int best = 0;
        for (int c = 1; c < map.shape().c(); c++) {
            best = map.at(n, c, y, x) > map.at(n, best, y, x) ? c : best;
        }
        return best;
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
