package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.COLUMNS;
import static fcn.kernels.convolution.PixelBlock.PIXELS;
import static fcn.kernels.convolution.PixelBlock.STRIDE;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;
import java.util.Optional;

/**
 * Direct convolution for few input channels, from NCHW to NCHW16C. For a run of 144 pixels of a row
 * every tap's inputs are copied side by side, which for few channels the L1 cache holds; {@link
 * PixelBlock} then broadcasts them, and stores once, after bias and ReLU.
 *
 * <p>Any dense, strided or dilated convolution without groups, of few weights for an output.
 */
final class DirectNchw implements ConvolutionKernel {
    /** Weights for an output, at most: a run's copy stays in the L2 cache, 512 KB. */
    private static final int MOST_WEIGHTS = 512;

    /** Pixels of a run: as many whole blocks as {@link PixelBlock#STRIDE} holds. */
    private static final int RUN = STRIDE / PIXELS * PIXELS;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        if (shape.group() > 1) {
            return Optional.of("groups");
        }
        return shape.weights().count() / shape.oc() > MOST_WEIGHTS
                ? Optional.of("more than " + MOST_WEIGHTS + " weights for an output")
                : Optional.empty();
    }

    @Override
    public Layout outputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    @Override
    public boolean places() {
        return true;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(
                new Panels(shape, epilogue, weights, bias), shape, Placement.whole(shape.output()));
    }

    /**
     * The weights in panels of {@link PixelBlock#COLUMNS} output channels, depth-major; the bias.
     */
    private static final class Panels {
        private final int ocBlocks;
        private final int count;
        private final int depth;
        private final float[] packed;
        private final float[] bias;
        private final float least;

        Panels(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            int length = weights.length / shape.oc();
            this.ocBlocks = Layout.blocks(shape.oc());
            this.count = Math.ceilDiv(ocBlocks * BLOCK, COLUMNS);
            this.depth = length;
            this.packed = new float[CacheLine.array(Math.multiplyExact(count, floats()))];
            for (int o = 0; o < shape.oc(); o++) {
                int to = at(o / COLUMNS) + o % COLUMNS;
                for (int k = 0; k < length; k++) {
                    packed[to + k * COLUMNS] = weights[o * length + k];
                }
            }
            this.bias = new float[count * COLUMNS];
            if (bias != null) {
                System.arraycopy(bias, 0, this.bias, 0, shape.oc());
            }
            this.least = epilogue.relu() ? 0 : Float.NEGATIVE_INFINITY;
        }

        /** Where a panel starts. */
        private int at(int panel) {
            return CacheLine.START + panel * floats();
        }

        /** Of one panel. */
        private int floats() {
            return depth * COLUMNS;
        }
    }

    private static final class Prepared implements PreparedConvolution, Task {
        private final Panels panels;
        private final ConvolutionShape shape;
        private final Window window;
        private final Placement placement;
        private final int rowRuns;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(Panels panels, ConvolutionShape shape, Placement placement) {
            this.panels = panels;
            this.shape = shape;
            this.window = shape.window();
            this.placement = placement;
            this.rowRuns = Math.ceilDiv(shape.ow(), RUN);
        }

        @Override
        public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
            return Optional.of(new Prepared(panels, shape, placement));
        }

        @Override
        public int workspaceFloats(int threads) {
            return CacheLine.array(threads * slice());
        }

        private int copied() {
            return panels.depth * STRIDE;
        }

        /** Columns of the input from a pixel's first tap to its last. */
        private int extent() {
            return (window.kernelW() - 1) * window.dilationW() + 1;
        }

        /** The copied inputs of a run, a block of pixels, and a padded row. */
        private int slice() {
            int row = (STRIDE - 1) * window.strideW() + extent();
            return copied() + 2 * PIXELS * BLOCK + Math.ceilDiv(row, BLOCK) * BLOCK;
        }

        @Override
        public long preparedBytes() {
            return (long) Float.BYTES * (panels.count * panels.floats() + panels.bias.length);
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            this.workspace = workspace;
            team.run(shape.n() * shape.oh() * rowRuns, this);
        }

        /** A run of pixels of one row. */
        @Override
        public void run(int index, int thread) {
            int image = index / rowRuns / shape.oh();
            int y = index / rowRuns % shape.oh();
            int x = index % rowRuns * RUN;
            int count = Math.min(RUN, shape.ow() - x);
            int copy = CacheLine.START + thread * slice();
            copy(image, y, x, count, copy);
            for (int panel = 0; panel < panels.count; panel++) {
                int channel = panel * COLUMNS;
                int to = at(image, channel, y, x);
                sums(panel, copy, count, to, at(image, channel + LANES, y, x));
            }
        }

        /** Where a channel of a pixel goes. */
        private int at(int image, int channel, int y, int x) {
            int row = (image * panels.ocBlocks + channel / BLOCK) * placement.height();
            int pixel = (row + placement.top() + y) * placement.width() + placement.left() + x;
            return pixel * BLOCK + channel % BLOCK;
        }

        /** All pixels of a run by a panel; blocks that hang over the row go through scratch. */
        private void sums(int panel, int copy, int count, int to, int next) {
            boolean second = panel * COLUMNS + LANES < panels.ocBlocks * BLOCK;
            int whole = second ? count / PIXELS * PIXELS : 0;
            for (int p = 0; p < whole; p += PIXELS) {
                sum(panel, copy + p, output, to + p * BLOCK, next + p * BLOCK);
            }
            int scratch = copy + copied();
            int other = LANES < BLOCK ? scratch + LANES : scratch + PIXELS * BLOCK;
            for (int p = whole; p < count; p += PIXELS) {
                sum(panel, copy + p, workspace, scratch, other);
                int left = Math.min(PIXELS, count - p);
                store(scratch, left, to + p * BLOCK);
                if (second) {
                    store(other, left, next + p * BLOCK);
                }
            }
        }

        private void sum(int panel, int from, float[] out, int to, int next) {
            PixelBlock.sum(
                    workspace,
                    from,
                    panels.depth,
                    panels.packed,
                    panels.at(panel),
                    panels.bias,
                    panel * COLUMNS,
                    panels.least,
                    out,
                    to,
                    next);
        }

        private void store(int from, int count, int to) {
            for (int p = 0; p < count * BLOCK; p += BLOCK) {
                System.arraycopy(workspace, from + p, output, to + p, LANES);
            }
        }

        /** Each tap's inputs for {@code count} pixels filled up to whole blocks. */
        private void copy(int image, int y, int x, int count, int to) {
            int filled = Math.ceilDiv(count, PIXELS) * PIXELS;
            int length = (filled - 1) * window.strideW() + extent();
            int left = x * window.strideW() - window.padW();
            int row = to + copied() + 2 * PIXELS * BLOCK;
            for (int c = 0; c < shape.ic(); c++) {
                int map = (image * shape.ic() + c) * shape.ih();
                for (int kh = 0; kh < window.kernelH(); kh++) {
                    int iy = y * window.strideH() + kh * window.dilationH() - window.padH();
                    if (iy >= 0 && iy < shape.ih()) {
                        int from = (map + iy) * shape.iw();
                        PaddedRow.copy(input, from, shape.iw(), left, 1, workspace, row, length);
                    } else {
                        Arrays.fill(workspace, row, row + length, 0);
                    }
                    for (int kw = 0; kw < window.kernelW(); kw++, to += STRIDE) {
                        tap(row + kw * window.dilationW(), to, filled);
                    }
                }
            }
        }

        /** What a tap sees of a padded row; whole vectors, so that some lanes more are written. */
        private void tap(int from, int to, int count) {
            int stride = window.strideW();
            if (stride > 1) {
                for (int i = 0; i < count; i++) {
                    workspace[to + i] = workspace[from + i * stride];
                }
                return;
            }
            for (int i = 0; i < count; i += LANES) {
                FloatVector.fromArray(FLOAT, workspace, from + i).intoArray(workspace, to + i);
            }
        }
    }
}
