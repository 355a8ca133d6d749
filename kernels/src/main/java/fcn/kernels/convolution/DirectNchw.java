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
 * Direct convolution for few input channels, from NCHW to NCHW16C. For a run of pixels of a few
 * rows every tap's inputs are copied side by side, once for all rows that share them, which the L2
 * cache holds; {@link PixelBlock} then broadcasts them, and stores once, after bias and ReLU.
 *
 * <p>Any dense, strided or dilated convolution without groups, of few weights for an output.
 */
final class DirectNchw implements ConvolutionKernel {
    /** Weights for an output, at most: the copies for a strip's row then take 288 KB. */
    private static final int MOST_WEIGHTS = 512;

    /** Floats of the inputs that are copied at a time, at most: half of an L2 cache of 512 KB. */
    private static final int COPIED = 1 << 16;

    /** Strips of {@link PixelBlock#STRIDE} pixels of a run, at most: a row of most images. */
    private static final int STRIPS = 4;

    /**
     * Rows that are computed at a time, at most. Many: two threads that write neighbouring runs of
     * a row disturb each other.
     */
    private static final int ROWS = 8;

    /** Shares of the work for each thread, at least, lest the last one keep all waiting. */
    private static final int SHARES = 8;

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
                new NchwPanels(shape, epilogue, weights, bias),
                shape,
                Placement.whole(shape.output()));
    }

    private static final class Prepared implements PreparedConvolution, Task {
        private final NchwPanels panels;
        private final ConvolutionShape shape;
        private final Window window;
        private final Placement placement;
        private final int rowStep;
        private final int mostRows;
        private final int run;
        private final int runs;
        private final int strips;
        private int rows;
        private int rowRuns;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(NchwPanels panels, ConvolutionShape shape, Placement placement) {
            this.panels = panels;
            this.shape = shape;
            this.window = shape.window();
            this.placement = placement;
            this.rowStep = Math.max(1, window.strideH() / window.dilationH());
            int most = Math.clamp(COPIED / (panels.depth() * STRIDE), 1, STRIPS) * STRIDE;
            this.runs = Math.ceilDiv(shape.ow(), most);
            this.run = Math.ceilDiv(Math.ceilDiv(shape.ow(), runs), PIXELS) * PIXELS;
            this.strips = Math.ceilDiv(run, STRIDE);
            boolean shared = window.strideH() % window.dilationH() == 0;
            int inputRows = COPIED / (rowTaps() * strips * STRIDE);
            int fit = (inputRows - window.kernelH()) / rowStep + 1;
            this.mostRows = shared ? Math.clamp(fit, 1, ROWS) : 1;
        }

        @Override
        public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
            return Optional.of(new Prepared(panels, shape, placement));
        }

        @Override
        public int workspaceFloats(int threads) {
            return CacheLine.array(threads * slice());
        }

        /** Taps of a row of the input. */
        private int rowTaps() {
            return shape.ic() * window.kernelW();
        }

        /** Floats of a strip's copied inputs. */
        private int strip() {
            return inputRows(mostRows) * rowTaps() * STRIDE;
        }

        private int copied() {
            return strips * strip();
        }

        /** Rows of the input that so many rows of the output are made of. */
        private int inputRows(int rows) {
            return (rows - 1) * rowStep + window.kernelH();
        }

        /** Columns of the input from a pixel's first tap to its last. */
        private int extent() {
            return (window.kernelW() - 1) * window.dilationW() + 1;
        }

        /** The copied inputs of a run, a block of pixels, and a padded row. */
        private int slice() {
            int vectors = Math.ceilDiv(run, BLOCK) * BLOCK;
            int row = (vectors - 1) * window.strideW() + extent();
            return copied() + 2 * PIXELS * BLOCK + Math.ceilDiv(row, BLOCK) * BLOCK;
        }

        @Override
        public long preparedBytes() {
            return panels.bytes();
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            this.workspace = workspace;
            int share = shape.n() * shape.oh() * runs / (SHARES * team.threads());
            rows = Math.clamp(share, 1, mostRows);
            rowRuns = Math.ceilDiv(shape.oh(), rows);
            team.run(shape.n() * rowRuns * runs, this);
        }

        /** A run of pixels of some rows. */
        @Override
        public void run(int index, int thread) {
            int image = index / runs / rowRuns;
            int first = index / runs % rowRuns * rows;
            int x = index % runs * run;
            int count = Math.min(run, shape.ow() - x);
            int height = Math.min(rows, shape.oh() - first);
            int copy = CacheLine.START + thread * slice();
            copy(image, first, height, x, count, copy);
            int scratch = copy + copied();
            for (int r = 0; r < height; r++, copy += rowStep * rowTaps() * STRIDE) {
                for (int panel = 0; panel < panels.count(); panel++) {
                    int channel = panel * COLUMNS;
                    int to = at(image, channel, first + r, x);
                    int next = at(image, channel + LANES, first + r, x);
                    sums(panel, copy, scratch, count, to, next);
                }
            }
        }

        /** Where a channel of a pixel goes. */
        private int at(int image, int channel, int y, int x) {
            int row = (image * panels.ocBlocks() + channel / BLOCK) * placement.height();
            int pixel = (row + placement.top() + y) * placement.width() + placement.left() + x;
            return pixel * BLOCK + channel % BLOCK;
        }

        /** All pixels of a run by a panel; blocks that hang over the row go through scratch. */
        private void sums(int panel, int copy, int scratch, int count, int to, int next) {
            boolean second = panel * COLUMNS + LANES < panels.ocBlocks() * BLOCK;
            int whole = second ? count / PIXELS * PIXELS : 0;
            for (int p = 0; p < whole; p += PIXELS) {
                sum(panel, firstInput(copy, p), output, to + p * BLOCK, next + p * BLOCK);
            }
            int other = LANES < BLOCK ? scratch + LANES : scratch + PIXELS * BLOCK;
            for (int p = whole; p < count; p += PIXELS) {
                sum(panel, firstInput(copy, p), workspace, scratch, other);
                int left = Math.min(PIXELS, count - p);
                store(scratch, left, to + p * BLOCK);
                if (second) {
                    store(other, left, next + p * BLOCK);
                }
            }
        }

        /** Where the first copied input of a run's pixel is. */
        private int firstInput(int copy, int pixel) {
            return copy + pixel / STRIDE * strip() + pixel % STRIDE;
        }

        private void sum(int panel, int from, float[] out, int to, int next) {
            PixelBlock.sum(
                    workspace,
                    from,
                    panels.depth(),
                    panels.packed(),
                    panels.at(panel),
                    panels.bias(),
                    panel * COLUMNS,
                    panels.least(),
                    out,
                    to,
                    next);
        }

        private void store(int from, int count, int to) {
            for (int p = 0; p < count * BLOCK; p += BLOCK) {
                System.arraycopy(workspace, from + p, output, to + p, LANES);
            }
        }

        /** Each tap's inputs for {@code count} pixels of some rows, filled up to whole blocks. */
        private void copy(int image, int y, int height, int x, int count, int to) {
            int filled = Math.ceilDiv(count, PIXELS) * PIXELS;
            int length = (filled - 1) * window.strideW() + extent();
            int left = x * window.strideW() - window.padW();
            int top = y * window.strideH() - window.padH();
            int row = to + copied() + 2 * PIXELS * BLOCK;
            for (int i = 0; i < inputRows(height); i++) {
                int iy = top + i * window.dilationH();
                for (int c = 0; c < shape.ic(); c++) {
                    if (iy >= 0 && iy < shape.ih()) {
                        int from = ((image * shape.ic() + c) * shape.ih() + iy) * shape.iw();
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
            for (int first = 0; first < count; first += STRIDE, to += strip()) {
                int end = Math.min(first + STRIDE, count);
                if (stride == 1) {
                    for (int i = first; i < end; i += LANES) {
                        FloatVector.fromArray(FLOAT, workspace, from + i)
                                .intoArray(workspace, to + i - first);
                    }
                } else {
                    for (int i = first; i < end; i++) {
                        workspace[to + i - first] = workspace[from + i * stride];
                    }
                }
            }
        }
    }
}
