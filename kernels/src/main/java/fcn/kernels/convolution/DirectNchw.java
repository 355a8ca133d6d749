package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.COLUMNS;
import static fcn.kernels.convolution.PixelBlock.PIXELS;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.layout.Layout;
import fcn.kernels.region.Interval;
import fcn.kernels.region.LayerReach;
import fcn.kernels.region.Region;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import jdk.incubator.vector.FloatVector;

import java.util.Optional;

/**
 * Direct convolution for few input channels, from NCHW to NCHW16C. For a run of pixels of a few
 * rows the inputs are copied to where {@link PixelBlock} broadcasts them from, see {@link
 * NchwInputs}; its sums are stored once, after bias and ReLU. Of windows that see padding alone
 * only the bias is stored.
 *
 * <p>Any dense, strided or dilated convolution without groups, of few weights for an output.
 */
final class DirectNchw implements ConvolutionKernel {
    /** Weights for an output, at most: the copies for a strip's row then take 288 KB. */
    private static final int MOST_WEIGHTS = 512;

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

    /** Of windows that see the map. */
    @Override
    public long executedFlops(ConvolutionShape shape) {
        return 2L * shape.n() * seen(shape).pixels() * shape.weights().count();
    }

    /** The outputs whose windows reach the map. */
    private static Region seen(ConvolutionShape shape) {
        return LayerReach.sliding(shape.window(), shape.output())
                .dependent(Region.of(shape.input()));
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
        private final Placement placement;
        private final NchwInputs inputs;
        private final Interval seenRows;
        private final Interval seenColumns;
        private final int run;
        private final int runs;
        private int rows;
        private int rowRuns;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(NchwPanels panels, ConvolutionShape shape, Placement placement) {
            this.panels = panels;
            this.shape = shape;
            this.placement = placement;
            this.inputs = NchwInputs.of(panels, shape);
            this.seenRows = seen(shape).rows();
            this.seenColumns = seen(shape).columns();
            this.run = inputs.run();
            this.runs = Math.ceilDiv(shape.ow(), run);
        }

        @Override
        public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
            return Optional.of(new Prepared(panels, shape, placement));
        }

        @Override
        public int workspaceFloats(int threads) {
            return CacheLine.array(threads * slice());
        }

        /** The copied inputs of a run, and a block of pixels. */
        private int slice() {
            return inputs.floats() + 2 * PIXELS * BLOCK;
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
            rows = Math.clamp(share, 1, inputs.rows());
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
            int copies = CacheLine.START + thread * slice();
            int top = Math.max(first, seenRows.from());
            int bottom = Math.min(first + height, seenRows.to());
            int left = Math.clamp(seenColumns.from(), x, x + count);
            int right = top < bottom ? Math.clamp(seenColumns.to(), left, x + count) : left;
            if (left < right) {
                inputs.copy(input, image, top, bottom - top, left, right - left, workspace, copies);
            }
            for (int y = first; y < first + height; y++) {
                boolean seen = y >= top && y < bottom;
                int end = seen ? right : left;
                for (int panel = 0; panel < panels.count() && left < end; panel++) {
                    int channel = panel * COLUMNS;
                    int to = at(image, channel, y, left);
                    int next = at(image, channel + LANES, y, left);
                    sums(panel, copies, y - top, end - left, to, next);
                }
                pad(image, y, x, left);
                pad(image, y, end, x + count);
            }
        }

        /** Pixels of windows that see nothing: the bias, after the ReLU. */
        private void pad(int image, int y, int begin, int end) {
            for (int channel = 0; channel < panels.ocBlocks() * BLOCK; channel += LANES) {
                FloatVector value =
                        FloatVector.fromArray(FLOAT, panels.bias(), channel).max(panels.least());
                int to = at(image, channel, y, begin);
                for (int i = 0; i < (end - begin) * BLOCK; i += BLOCK) {
                    value.intoArray(output, to + i);
                }
            }
        }

        /** Where a channel of a pixel goes. */
        private int at(int image, int channel, int y, int x) {
            int row = (image * panels.ocBlocks() + channel / BLOCK) * placement.height();
            int pixel = (row + placement.top() + y) * placement.width() + placement.left() + x;
            return pixel * BLOCK + channel % BLOCK;
        }

        /** All pixels of a row by a panel; blocks that hang over the run go through scratch. */
        private void sums(int panel, int copies, int row, int count, int to, int next) {
            boolean second = panel * COLUMNS + LANES < panels.ocBlocks() * BLOCK;
            int whole = second ? count / PIXELS * PIXELS : 0;
            inputs.sums(panel, workspace, copies, row, 0, whole, output, to, next);
            int scratch = copies + inputs.floats();
            int other = LANES < BLOCK ? scratch + LANES : scratch + PIXELS * BLOCK;
            for (int p = whole; p < count; p += PIXELS) {
                int end = p + PIXELS;
                inputs.sums(panel, workspace, copies, row, p, end, workspace, scratch, other);
                int left = Math.min(PIXELS, count - p);
                store(scratch, left, to + p * BLOCK);
                if (second) {
                    store(other, left, next + p * BLOCK);
                }
            }
        }

        private void store(int from, int count, int to) {
            for (int p = 0; p < count * BLOCK; p += BLOCK) {
                System.arraycopy(workspace, from + p, output, to + p, LANES);
            }
        }
    }
}
