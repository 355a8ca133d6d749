package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.convolution.TapSums;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The textbook's way, as a warning: a dense convolution of stride 1 with the flipped kernel over an
 * input between whose values lie s - 1 zeros (Dumoulin and Visin, A guide to convolution arithmetic
 * for deep learning, 2016). The inner loop is that of {@link GatherPhases}, and so are the sums but
 * for products with zeros, sh·sw - 1 for each other one.
 *
 * <p>Any shape, NCHW. An infinite or NaN weight meets the zeros and spreads over all outputs.
 */
final class GatherZeroStuffed implements ConvolutionKernel {
    /** Positions of a stripe, about: their sums stay in the L2 cache. */
    private static final int STRIPE_POSITIONS = 1024;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.empty() : Optional.of("not transposed");
    }

    /** A product with zero adds no rounding. */
    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    @Override
    public long executedFlops(ConvolutionShape shape) {
        return 2L * shape.n() * shape.oh() * shape.ow() * shape.weights().count();
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias, team.threads());
    }

    /**
     * Output Y = y + p takes through tap k what the stuffed input z, z(s·i) = x(i), has at Y - d·k.
     */
    private static final class Prepared extends PreparedNchw implements Task {
        private final TapSums[] groups;
        private final int reachH;
        private final int reachW;
        private final int rows;
        private final int stripes;
        private final int columns;
        private final int mapFloats;
        private final int copyFloats;
        private final int positions;

        Prepared(
                ConvolutionShape shape,
                Epilogue epilogue,
                float[] weights,
                float[] bias,
                int threads) {
            super(shape, epilogue, bias);
            reachH = (window.kernelH() - 1) * window.dilationH();
            reachW = (window.kernelW() - 1) * window.dilationW();
            columns = ow + reachW;
            int wanted = Math.ceilDiv(oh * columns, STRIPE_POSITIONS);
            rows = Math.ceilDiv(oh, Math.ceilDiv(wanted, threads) * threads);
            stripes = Math.ceilDiv(oh, rows);
            mapFloats = Math.multiplyExact(rows + reachH, columns);
            copyFloats = Math.multiplyExact(inputs, mapFloats) + TapSums.POSITIONS;
            positions = TapSums.wholeVectors(rows * columns - reachW);
            int[] offsets = IntStream.range(0, taps).map(this::offset).toArray();
            groups = new TapSums[shape.group()];
            for (int g = 0; g < groups.length; g++) {
                int first = g * inputs;
                groups[g] =
                        new TapSums(
                                outputs,
                                inputs,
                                mapFloats,
                                offsets,
                                (o, c, tap) -> weights[((first + c) * outputs + o) * taps + tap]);
            }
        }

        /** Where a tap reads in a channel's copy, from the position that it adds to. */
        private int offset(int tap) {
            int y = reachH - tap / window.kernelW() * window.dilationH();
            int x = reachW - tap % window.kernelW() * window.dilationW();
            return y * columns + x;
        }

        @Override
        protected long keptFloats() {
            return Arrays.stream(groups).mapToLong(TapSums::floats).sum();
        }

        @Override
        public int workspaceFloats(int threads) {
            int sums = Math.multiplyExact(TapSums.wholeBlocks(outputs), positions);
            return Math.multiplyExact(threads, Math.addExact(copyFloats, sums));
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.group() * stripes, this);
        }

        /** A stripe of rows of all outputs of one group of one image. */
        @Override
        public void run(int index, int thread) {
            int map = index / stripes;
            int group = map % shape.group();
            int first = index % stripes * rows;
            int copy = thread * workspaceFloats(1);
            int sums = copy + copyFloats;
            Arrays.fill(workspace, copy, sums, 0);
            for (int c = 0; c < inputs; c++) {
                stuff(map * inputs + c, first + window.padH() - reachH, copy + c * mapFloats);
            }
            for (int o = 0; o < outputs; o++) {
                begin(group * outputs + o, workspace, sums + o * positions, positions);
            }
            groups[group].add(0, inputs, workspace, copy, workspace, sums, positions);
            for (int o = 0; o < outputs; o++) {
                for (int r = 0; r < Math.min(rows, oh - first); r++) {
                    int row = ((map * outputs + o) * oh + first + r) * ow;
                    int from = sums + o * positions + r * columns;
                    System.arraycopy(workspace, from, output, row, ow);
                    end(output, row, ow);
                }
            }
        }

        /** Copies one input map's values to rows of the stuffed one, of which Y is the first. */
        private void stuff(int map, int first, int to) {
            int stride = window.strideW();
            int left = reachW - window.padW();
            int begin = Math.max(0, Math.ceilDiv(-left, stride));
            int end = Math.min(shape.iw(), Math.floorDiv(columns - 1 - left, stride) + 1);
            for (int r = 0; r < rows + reachH; r++) {
                int iy = Math.floorDiv(first + r, window.strideH());
                if (iy * window.strideH() == first + r && iy >= 0 && iy < shape.ih()) {
                    int row = (map * shape.ih() + iy) * shape.iw();
                    int at = to + r * columns + left;
                    for (int x = begin; x < end; x++) {
                        workspace[at + x * stride] = input[row + x];
                    }
                }
            }
        }
    }
}
