package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import jdk.incubator.vector.FloatVector;

import java.util.Optional;

/**
 * A kernel of its own for each channel (Sifre, Rigid-motion scattering for image classification,
 * 2014): no sum runs over channels, so that vectors run along 16 of them, six pixels of a row at a
 * time. Bound by memory, not by multiplications.
 *
 * <p>As many groups as input and as output channels; any window. Layout NCHW16C. The error is that
 * of a sum of KH · KW products.
 */
final class Depthwise implements ConvolutionKernel {
    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        return shape.group() == shape.ic() && shape.group() == shape.oc()
                ? Optional.empty()
                : Optional.of("not as many groups as input and output channels");
    }

    @Override
    public Layout inputLayout() {
        return Layout.NCHW16C;
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
        private static final int PIXELS = 6;

        private final ConvolutionShape shape;
        private final Window window;
        private final ChannelBlocks channels;
        private final int taps;
        private final int oh;
        private final int ow;

        /** Output columns from here to {@link #end} see no column outside. */
        private final int begin;

        private final int end;

        /** Where a tap reads, from the first one's pixel. */
        private final int[] offsets;

        /** Block, tap, channel. */
        private final float[] weights;

        private float[] input;
        private float[] output;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            this.shape = shape;
            window = shape.window();
            channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
            taps = window.kernelH() * window.kernelW();
            oh = shape.oh();
            ow = shape.ow();
            int last = (window.kernelW() - 1) * window.dilationW() - window.padW();
            begin = Math.clamp(Math.ceilDiv(window.padW(), window.strideW()), 0, ow);
            end = Math.clamp(Math.floorDiv(shape.iw() - 1 - last, window.strideW()) + 1, begin, ow);
            offsets = new int[taps];
            for (int tap = 0; tap < taps; tap++) {
                int dy = tap / window.kernelW() * window.dilationH();
                int dx = tap % window.kernelW() * window.dilationW();
                offsets[tap] = (dy * shape.iw() + dx) * BLOCK;
            }
            this.weights = new float[channels.blocks() * taps * BLOCK];
            for (int i = 0; i < weights.length; i++) {
                int c = i / taps;
                this.weights[(c / BLOCK * taps + i % taps) * BLOCK + c % BLOCK] = weights[i];
            }
        }

        @Override
        public int workspaceFloats(int threads) {
            return 0;
        }

        @Override
        public long preparedBytes() {
            return Float.BYTES * (weights.length + (long) channels.blocks() * BLOCK);
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            team.run(shape.n() * channels.blocks() * oh, this);
            this.input = null;
            this.output = null;
        }

        /** A row of a block of 16 channels. */
        @Override
        public void run(int index, int thread) {
            int y = index % oh;
            int block = index / oh % channels.blocks();
            int top = y * window.strideH() - window.padH();
            int first = Math.clamp(Math.ceilDiv(-top, window.dilationH()), 0, window.kernelH());
            int last = Math.floorDiv(shape.ih() - 1 - top, window.dilationH()) + 1;
            int rows = Math.clamp(last, first, window.kernelH()) - first;
            int from = (index / oh * shape.ih() + top) * shape.iw() * BLOCK;
            int tap = first * window.kernelW();
            int to = index * ow * BLOCK;
            for (int lane = 0; lane < BLOCK; lane += LANES) {
                int w = block * taps * BLOCK + lane;
                boolean many = end - begin >= PIXELS;
                for (int x = begin; many && x < end; x += PIXELS) {
                    int six = Math.min(x, end - PIXELS);
                    int left = (six * window.strideW() - window.padW()) * BLOCK;
                    int taps = rows * window.kernelW();
                    pixels(from + left + lane, w, tap, tap + taps, to + six * BLOCK + lane);
                }
                for (int x = 0; x < ow; x++) {
                    if (!many || x < begin || x >= end) {
                        pixel(from + lane, x, w, first, first + rows, to + lane);
                    }
                }
            }
            channels.store(output, to, ow, block, output, to);
        }

        /**
         * Six pixels of a row that see no column outside: {@code first} to {@code end} of the taps.
         */
        private void pixels(int from, int w, int first, int end, int to) {
            FloatVector s0 = FloatVector.zero(FLOAT);
            FloatVector s1 = FloatVector.zero(FLOAT);
            FloatVector s2 = FloatVector.zero(FLOAT);
            FloatVector s3 = FloatVector.zero(FLOAT);
            FloatVector s4 = FloatVector.zero(FLOAT);
            FloatVector s5 = FloatVector.zero(FLOAT);
            int step = window.strideW() * BLOCK;
            for (int tap = first; tap < end; tap++) {
                int at = from + offsets[tap];
                FloatVector v = FloatVector.fromArray(FLOAT, weights, w + tap * BLOCK);
                s0 = FloatVector.fromArray(FLOAT, input, at).fma(v, s0);
                s1 = FloatVector.fromArray(FLOAT, input, at + step).fma(v, s1);
                s2 = FloatVector.fromArray(FLOAT, input, at + 2 * step).fma(v, s2);
                s3 = FloatVector.fromArray(FLOAT, input, at + 3 * step).fma(v, s3);
                s4 = FloatVector.fromArray(FLOAT, input, at + 4 * step).fma(v, s4);
                s5 = FloatVector.fromArray(FLOAT, input, at + 5 * step).fma(v, s5);
            }
            s0.intoArray(output, to);
            s1.intoArray(output, to + BLOCK);
            s2.intoArray(output, to + 2 * BLOCK);
            s3.intoArray(output, to + 3 * BLOCK);
            s4.intoArray(output, to + 4 * BLOCK);
            s5.intoArray(output, to + 5 * BLOCK);
        }

        /** One pixel, without the columns that are outside. */
        private void pixel(int from, int x, int w, int firstRow, int endRow, int to) {
            FloatVector sum = FloatVector.zero(FLOAT);
            int left = x * window.strideW() - window.padW();
            int first = Math.clamp(Math.ceilDiv(-left, window.dilationW()), 0, window.kernelW());
            int last = Math.floorDiv(shape.iw() - 1 - left, window.dilationW()) + 1;
            int end = Math.clamp(last, first, window.kernelW());
            for (int ky = firstRow; ky < endRow; ky++) {
                for (int kx = first; kx < end; kx++) {
                    int tap = ky * window.kernelW() + kx;
                    FloatVector v = FloatVector.fromArray(FLOAT, weights, w + tap * BLOCK);
                    int at = from + left * BLOCK + offsets[tap];
                    sum = FloatVector.fromArray(FLOAT, input, at).fma(v, sum);
                }
            }
            sum.intoArray(output, to + x * BLOCK);
        }
    }
}
