package fcn.kernels.convolution;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * Direct convolution with explicit vectors, in NCHW. A stripe of the input is copied with its
 * padding, strided rows and columns apart by their remainder; then every tap reads at a fixed
 * offset, and {@link TapSums} sums six output channels by two vectors of pixels at a time.
 */
final class DirectSimd implements ConvolutionKernel {
    /** Positions of a stripe, about: its sums and its input stay in the L2 cache. */
    private static final int STRIPE_POSITIONS = 1024;

    /** Floats of input copied at a time, about: 256 KB. */
    private static final int COPY_FLOATS = 1 << 16;

    /** Products of one sum at a time, about: six outputs' weights for them are 24 KB of L1. */
    private static final int DEPTH = 1024;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.of("transposed") : Optional.empty();
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

    private static final class Prepared extends PreparedNchw implements Task {
        private final TapSums[] sums;
        private final int phasesH;
        private final int phasesW;
        private final int rows;
        private final int stripes;
        private final int phaseRows;
        private final int phaseColumns;
        private final int mapFloats;
        private final int channels;
        private final int copyFloats;
        private final int positions;

        Prepared(
                ConvolutionShape shape,
                Epilogue epilogue,
                float[] weights,
                float[] bias,
                int threads) {
            super(shape, epilogue, bias);
            int lastH = (window.kernelH() - 1) * window.dilationH();
            int lastW = (window.kernelW() - 1) * window.dilationW();
            phasesH = Math.min(window.strideH(), lastH + 1);
            phasesW = Math.min(window.strideW(), lastW + 1);
            phaseColumns = ow + lastW / window.strideW();
            int wanted = Math.ceilDiv(oh * phaseColumns, STRIPE_POSITIONS);
            rows = Math.ceilDiv(oh, Math.ceilDiv(wanted, threads) * threads);
            stripes = Math.ceilDiv(oh, rows);
            phaseRows = rows + lastH / window.strideH();
            mapFloats = Math.multiplyExact(phasesH * phasesW * phaseRows, phaseColumns);
            channels = Math.clamp(Math.min(COPY_FLOATS / mapFloats, DEPTH / taps), 1, inputs);
            copyFloats = channels * mapFloats + TapSums.POSITIONS;
            positions = TapSums.wholeVectors(rows * phaseColumns);
            sums = new TapSums[shape.group()];
            int[] offsets = new int[taps];
            Arrays.setAll(offsets, this::offset);
            for (int g = 0; g < sums.length; g++) {
                int first = g * outputs;
                sums[g] =
                        new TapSums(
                                outputs,
                                inputs,
                                mapFloats,
                                offsets,
                                (o, c, tap) -> weights[((first + o) * inputs + c) * taps + tap]);
            }
        }

        /** Where a tap reads in a channel's copy, from the position that it adds to. */
        private int offset(int tap) {
            int y = tap / window.kernelW() * window.dilationH();
            int x = tap % window.kernelW() * window.dilationW();
            int phase = y % window.strideH() * phasesW + x % window.strideW();
            return (phase * phaseRows + y / window.strideH()) * phaseColumns + x / window.strideW();
        }

        @Override
        protected long keptFloats() {
            return sums.length * sums[0].floats();
        }

        @Override
        public int workspaceFloats(int threads) {
            return Math.multiplyExact(
                    threads,
                    Math.addExact(
                            copyFloats,
                            Math.multiplyExact(TapSums.wholeBlocks(outputs), positions)));
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.group() * stripes, this);
        }

        /** One stripe of rows of one group of one image. */
        @Override
        public void run(int index, int thread) {
            int map = index / stripes;
            int group = map % shape.group();
            int y = index % stripes * rows;
            int copy = thread * workspaceFloats(1);
            int results = copy + copyFloats;
            for (int o = 0; o < outputs; o++) {
                begin(group * outputs + o, workspace, results + o * positions, positions);
            }
            for (int c = 0; c < inputs; c += channels) {
                int count = Math.min(channels, inputs - c);
                for (int i = 0; i < count; i++) {
                    copy(map * inputs + c + i, y, copy + i * mapFloats);
                }
                sums[group].add(c, count, workspace, copy, workspace, results, positions);
            }
            for (int o = 0; o < outputs; o++) {
                for (int r = 0; r < Math.min(rows, oh - y); r++) {
                    int row = ((map * outputs + o) * oh + y + r) * ow;
                    int from = results + o * positions + r * phaseColumns;
                    System.arraycopy(workspace, from, output, row, ow);
                    end(output, row, ow);
                }
            }
        }

        /** Copies what output rows y to y + rows see of one input map, padded, phase by phase. */
        private void copy(int map, int y, int to) {
            for (int ry = 0; ry < phasesH; ry++) {
                for (int rx = 0; rx < phasesW; rx++) {
                    for (int r = 0; r < phaseRows; r++, to += phaseColumns) {
                        int iy = (y + r) * window.strideH() + ry - window.padH();
                        if (iy < 0 || iy >= shape.ih()) {
                            Arrays.fill(workspace, to, to + phaseColumns, 0);
                        } else {
                            PaddedRow.copy(
                                    input,
                                    (map * shape.ih() + iy) * shape.iw(),
                                    shape.iw(),
                                    rx - window.padW(),
                                    window.strideW(),
                                    workspace,
                                    to,
                                    phaseColumns);
                        }
                    }
                }
            }
        }
    }
}
