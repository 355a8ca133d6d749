package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PaddedRow;
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
 * Sub-pixel convolution, in NCHW: outputs whose row and column leave the same remainders by the
 * strides form a phase, and each phase is a small dense convolution of stride 1 with the taps that
 * have these remainders (Shi et al., Is the deconvolution layer the same as a convolutional layer?,
 * 2016). {@link TapSums} computes the phases; every output is written once.
 */
final class GatherPhases implements ConvolutionKernel {
    /** Positions of a stripe, about: the sums of a row of phases stay in the L2 cache. */
    private static final int STRIPE_POSITIONS = 256;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.empty() : Optional.of("not transposed");
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias, team.threads());
    }

    /**
     * With Y = y + p = q·s + r, output row y belongs to phase r and takes from input row q - m the
     * taps k with d·k = m·s + r; columns alike.
     */
    private static final class Prepared extends PreparedNchw implements Task {
        private final TapSums[] phases;
        private final int firstRow;
        private final int firstColumn;
        private final int reachH;
        private final int reachW;
        private final int allRows;
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
            reachH = (window.kernelH() - 1) * window.dilationH() / window.strideH();
            reachW = (window.kernelW() - 1) * window.dilationW() / window.strideW();
            firstRow = window.padH() / window.strideH();
            firstColumn = window.padW() / window.strideW();
            allRows = (oh - 1 + window.padH()) / window.strideH() + 1 - firstRow;
            columns = (ow - 1 + window.padW()) / window.strideW() + 1 - firstColumn + reachW;
            int wanted = Math.ceilDiv(allRows * columns, STRIPE_POSITIONS);
            rows = Math.ceilDiv(allRows, Math.ceilDiv(wanted, threads) * threads);
            stripes = Math.ceilDiv(allRows, rows);
            mapFloats = (rows + reachH) * columns;
            copyFloats = Math.multiplyExact(inputs, mapFloats) + TapSums.POSITIONS;
            positions = TapSums.wholeVectors(rows * columns);
            int phasesOfGroup = window.strideH() * window.strideW();
            phases = new TapSums[shape.group() * phasesOfGroup];
            for (int i = 0; i < phases.length; i++) {
                int first = i / phasesOfGroup * inputs;
                int phase = i % phasesOfGroup;
                int[] in = IntStream.range(0, taps).filter(tap -> phase(tap) == phase).toArray();
                int[] offsets = Arrays.stream(in).map(this::offset).toArray();
                phases[i] =
                        new TapSums(
                                outputs,
                                inputs,
                                mapFloats,
                                offsets,
                                (o, c, t) -> weights[((first + c) * outputs + o) * taps + in[t]]);
            }
        }

        private int phase(int tap) {
            int y = tap / window.kernelW() * window.dilationH() % window.strideH();
            int x = tap % window.kernelW() * window.dilationW() % window.strideW();
            return y * window.strideW() + x;
        }

        /** Where a tap reads in a channel's copy, from the position that it adds to. */
        private int offset(int tap) {
            int y = reachH - tap / window.kernelW() * window.dilationH() / window.strideH();
            int x = reachW - tap % window.kernelW() * window.dilationW() / window.strideW();
            return y * columns + x;
        }

        @Override
        protected long keptFloats() {
            return Arrays.stream(phases).mapToLong(TapSums::floats).sum();
        }

        @Override
        public int workspaceFloats(int threads) {
            return Math.multiplyExact(
                    threads, Math.addExact(copyFloats, sumFloats() * window.strideW()));
        }

        private int sumFloats() {
            return Math.multiplyExact(TapSums.wholeBlocks(outputs), positions);
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.group() * stripes, this);
        }

        /** All phases of one stripe of rows of one group of one image. */
        @Override
        public void run(int index, int thread) {
            int map = index / stripes;
            int group = map % shape.group();
            int q = firstRow + index % stripes * rows;
            int copy = thread * workspaceFloats(1);
            int sums = copy + copyFloats;
            for (int c = 0; c < inputs; c++) {
                copy(map * inputs + c, q, copy + c * mapFloats);
            }
            for (int ry = 0; ry < window.strideH(); ry++) {
                for (int rx = 0; rx < window.strideW(); rx++) {
                    int at = sums + rx * sumFloats();
                    for (int o = 0; o < outputs; o++) {
                        begin(group * outputs + o, workspace, at + o * positions, positions);
                    }
                    int phase = (group * window.strideH() + ry) * window.strideW() + rx;
                    phases[phase].add(0, inputs, workspace, copy, workspace, at, positions);
                }
                for (int r = 0; r < rows; r++) {
                    int y = (q + r) * window.strideH() + ry - window.padH();
                    if (y >= 0 && y < oh) {
                        for (int o = 0; o < outputs; o++) {
                            int row = ((map * outputs + o) * oh + y) * ow;
                            interleave(sums + o * positions + r * columns, row);
                            end(output, row, ow);
                        }
                    }
                }
            }
        }

        /** Writes one output row from its phases. */
        private void interleave(int from, int row) {
            int stride = window.strideW();
            for (int rx = 0; rx < stride; rx++, from += sumFloats()) {
                int shift = firstColumn * stride + rx - window.padW();
                int first = shift < 0 ? 1 : 0;
                int end = Math.ceilDiv(ow - shift, stride);
                for (int i = first; i < end; i++) {
                    output[row + shift + i * stride] = workspace[from + i];
                }
            }
        }

        /** Copies what output positions q to q + rows see of one input map, zeros around it. */
        private void copy(int map, int q, int to) {
            for (int r = 0; r < rows + reachH; r++, to += columns) {
                int iy = q + r - reachH;
                if (iy < 0 || iy >= shape.ih()) {
                    Arrays.fill(workspace, to, to + columns, 0);
                } else {
                    int row = (map * shape.ih() + iy) * shape.iw();
                    int left = firstColumn - reachW;
                    PaddedRow.copy(input, row, shape.iw(), left, 1, workspace, to, columns);
                }
            }
        }
    }
}
