package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.COLUMNS;
import static fcn.kernels.convolution.PixelBlock.PIXELS;
import static fcn.kernels.convolution.PixelBlock.STRIDE;
import static fcn.kernels.convolution.PixelBlock.UNIT;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Arrays;
import java.util.Optional;

/**
 * Direct convolution for few input channels, from NCHW to NCHW16C. For a run of 144 pixels every
 * tap's inputs are copied side by side, which for few channels the L1 cache holds; {@link
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
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias);
    }

    private static final class Prepared implements PreparedConvolution, Task {
        private final ConvolutionShape shape;
        private final Window window;
        private final boolean relu;
        private final int pixels;
        private final int runs;
        private final int taps;
        private final int length;
        private final int units;
        private final int ocBlocks;
        private final int panels;
        private final int[] dy;
        private final int[] dx;
        private final float[] packed;
        private final float[] bias;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            this.shape = shape;
            this.window = shape.window();
            this.relu = epilogue.relu();
            this.pixels = shape.oh() * shape.ow();
            this.runs = Math.ceilDiv(pixels, RUN);
            this.taps = window.kernelH() * window.kernelW();
            this.length = shape.ic() * taps;
            this.units = Math.ceilDiv(length, UNIT);
            this.dy = new int[length];
            this.dx = new int[length];
            for (int k = 0; k < length; k++) {
                dy[k] = k % taps / window.kernelW() * window.dilationH() - window.padH();
                dx[k] = k % window.kernelW() * window.dilationW() - window.padW();
            }
            this.ocBlocks = Layout.blocks(shape.oc());
            this.panels = Math.ceilDiv(ocBlocks * BLOCK, COLUMNS);
            this.packed = new float[Math.multiplyExact(panels, panelFloats())];
            for (int o = 0; o < shape.oc(); o++) {
                int to = o / COLUMNS * panelFloats() + o % COLUMNS;
                for (int k = 0; k < length; k++) {
                    packed[to + k * COLUMNS] = weights[o * length + k];
                }
            }
            this.bias = new float[panels * COLUMNS];
            if (bias != null) {
                System.arraycopy(bias, 0, this.bias, 0, shape.oc());
            }
        }

        private int panelFloats() {
            return units * UNIT * COLUMNS;
        }

        @Override
        public int workspaceFloats(int threads) {
            return threads * slice();
        }

        /** The copied inputs of a run, and a block of pixels. */
        private int slice() {
            return units * UNIT * STRIDE + 2 * PIXELS * BLOCK;
        }

        @Override
        public long preparedBytes() {
            return (long) Float.BYTES * (packed.length + bias.length);
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            this.workspace = workspace;
            team.run(shape.n() * runs, this);
        }

        /** A run of pixels of one image. */
        @Override
        public void run(int index, int thread) {
            int image = index / runs;
            int first = index % runs * RUN;
            int count = Math.min(RUN, pixels - first);
            int copy = thread * slice();
            copy(image, first, count, copy);
            for (int panel = 0; panel < panels; panel++) {
                int channel = panel * COLUMNS;
                sums(
                        panel,
                        copy,
                        count,
                        at(image, channel, first),
                        at(image, channel + LANES, first));
            }
        }

        /** Where a channel of a pixel goes. */
        private int at(int image, int channel, int pixel) {
            int block = image * ocBlocks + channel / BLOCK;
            return (block * pixels + pixel) * BLOCK + channel % BLOCK;
        }

        /** All pixels of a run by a panel; blocks that hang over the map go through scratch. */
        private void sums(int panel, int copy, int count, int to, int next) {
            boolean second = panel * COLUMNS + LANES < ocBlocks * BLOCK;
            int whole = second ? count / PIXELS * PIXELS : 0;
            sum(panel, copy, whole / PIXELS, output, to, next);
            int scratch = copy + units * UNIT * STRIDE;
            int other = LANES < BLOCK ? scratch + LANES : scratch + PIXELS * BLOCK;
            for (int p = whole; p < count; p += PIXELS) {
                sum(panel, copy + p, 1, workspace, scratch, other);
                int left = Math.min(PIXELS, count - p);
                store(scratch, left, to + p * BLOCK);
                if (second) {
                    store(other, left, next + p * BLOCK);
                }
            }
        }

        private void sum(int panel, int from, int blocks, float[] out, int to, int next) {
            int weights = panel * panelFloats();
            PixelBlock.sum(
                    workspace,
                    from,
                    units,
                    packed,
                    weights,
                    bias,
                    panel * COLUMNS,
                    relu,
                    blocks,
                    out,
                    to,
                    next);
        }

        private void store(int from, int count, int to) {
            for (int p = 0; p < count * BLOCK; p += BLOCK) {
                System.arraycopy(workspace, from + p, output, to + p, LANES);
            }
        }

        /** The inputs of {@code count} pixels; zero where they fill up a block or a unit. */
        private void copy(int image, int first, int count, int to) {
            int filled = Math.ceilDiv(count, PIXELS) * PIXELS;
            int x = first % shape.ow();
            int y = first / shape.ow();
            for (int c = 0, k = 0; c < shape.ic(); c++) {
                int map = (image * shape.ic() + c) * shape.ih() * shape.iw();
                for (int tap = 0; tap < taps; tap++, k++) {
                    pixels(map, k, y, x, count, to + k * STRIDE);
                    Arrays.fill(workspace, to + k * STRIDE + count, to + k * STRIDE + filled, 0);
                }
            }
            for (int k = length; k < units * UNIT; k++) {
                Arrays.fill(workspace, to + k * STRIDE, to + k * STRIDE + filled, 0);
            }
        }

        /** Input k of {@code count} pixels from (y, x) on, row by row. */
        private void pixels(int map, int k, int y, int x, int count, int to) {
            int end = to + count;
            while (to < end) {
                int part = Math.min(shape.ow() - x, end - to);
                int iy = y * window.strideH() + dy[k];
                int ix = x * window.strideW() + dx[k];
                if (iy < 0 || iy >= shape.ih()) {
                    Arrays.fill(workspace, to, to + part, 0);
                } else {
                    int row = map + iy * shape.iw();
                    int stride = window.strideW();
                    PaddedRow.copy(input, row, shape.iw(), ix, stride, workspace, to, part);
                }
                to += part;
                x = 0;
                y++;
            }
        }
    }
}
