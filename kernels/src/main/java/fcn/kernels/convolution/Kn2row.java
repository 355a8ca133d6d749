package fcn.kernels.convolution;

import fcn.kernels.gemm.PackedMatrix;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * A sum of 1×1 convolutions, in NCHW: for each tap a matrix product OC×IC · IC×pixels of the input
 * as it lies, added to the output shifted by the tap; no patches are made (Vasudevan, Anderson and
 * Gregg, Parallel multi channel convolution using general matrix multiplication, 2017). What
 * strides and padding skip is computed in vain.
 */
final class Kn2row implements ConvolutionKernel {
    /** Output channels of a task: four panels of the product. */
    private static final int CHANNELS = 4 * PackedMatrix.ROWS;

    /** Pixels whose products are held at a time, about: 200 KB of the L2 cache. */
    private static final int PIXELS = 2048;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.of("transposed") : Optional.empty();
    }

    /** A product passes through the sum over its tap's channels, then through that over taps. */
    @Override
    public double errorBound(ConvolutionShape shape) {
        int taps = shape.window().kernelH() * shape.window().kernelW();
        return ErrorBounds.sum(shape.ic() / shape.group() + (long) taps);
    }

    /** A product for each weight and each input pixel. */
    @Override
    public long executedFlops(ConvolutionShape shape) {
        return 2L * shape.n() * shape.weights().count() * shape.ih() * shape.iw();
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias);
    }

    private static final class Prepared extends PreparedNchw implements Task {
        private final int blocks;
        private final PackedMatrix[] weights;
        private final InputPanels panels;
        private final int productFloats;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            super(shape, epilogue, bias);
            blocks = Math.ceilDiv(outputs, CHANNELS);
            this.weights = new PackedMatrix[shape.group() * blocks * taps];
            for (int i = 0; i < this.weights.length; i++) {
                int o = i / taps % blocks * CHANNELS;
                int first = i / taps / blocks * outputs + o;
                int count = Math.min(CHANNELS, outputs - o);
                this.weights[i] =
                        new PackedMatrix(
                                weights,
                                first * inputs * taps + i % taps,
                                inputs * taps,
                                taps,
                                count,
                                inputs);
            }
            panels = new InputPanels(shape, PIXELS);
            productFloats = Math.multiplyExact(CHANNELS, panels.columns());
        }

        @Override
        protected long keptFloats() {
            return Arrays.stream(weights).mapToLong(PackedMatrix::floats).sum();
        }

        /** The whole input in panels, then each thread's products and tile. */
        @Override
        public int workspaceFloats(int threads) {
            return Math.addExact(
                    panels.floats(),
                    Math.multiplyExact(threads, Math.addExact(productFloats, PackedMatrix.TILE)));
        }

        @Override
        protected void compute(Team team) {
            panels.pack(input, workspace, team);
            team.run(shape.n() * shape.group() * blocks, this);
        }

        /** Some output channels of one group of one image. */
        @Override
        public void run(int index, int thread) {
            int inputMap = index / blocks;
            int group = inputMap % shape.group();
            int o = index % blocks * CHANNELS;
            int count = Math.min(CHANNELS, outputs - o);
            int map = (inputMap * outputs + o) * oh * ow;
            int products = panels.floats() + thread * (productFloats + PackedMatrix.TILE);
            int columns = panels.columns();
            for (int i = 0; i < count; i++) {
                begin(group * outputs + o + i, output, map + i * oh * ow, oh * ow);
            }
            for (int chunk = 0; chunk < panels.chunks(); chunk++) {
                for (int tap = 0; tap < taps; tap++) {
                    Arrays.fill(workspace, products, products + productFloats, 0);
                    weights[(group * blocks + index % blocks) * taps + tap].multiplyAdd(
                            workspace,
                            panels.at(inputMap, chunk),
                            panels.rows(chunk) * shape.iw(),
                            workspace,
                            products,
                            columns,
                            workspace,
                            products + productFloats);
                    for (int i = 0; i < count; i++) {
                        addShifted(chunk, tap, products + i * columns, map + i * oh * ow);
                    }
                }
            }
            end(output, map, count * oh * ow);
        }

        /** Adds one tap's products of a chunk of input rows to one output map. */
        private void addShifted(int chunk, int tap, int from, int map) {
            int stride = window.strideW();
            int shift = tap % window.kernelW() * window.dilationW() - window.padW();
            int first = Math.max(0, Math.ceilDiv(-shift, stride));
            int end = Math.min(ow, Math.floorDiv(shape.iw() - 1 - shift, stride) + 1);
            int above = window.padH() - tap / window.kernelW() * window.dilationH();
            for (int r = 0; r < panels.rows(chunk); r++, from += shape.iw()) {
                int reach = panels.firstRow(chunk) + r + above;
                int y = reach / window.strideH();
                if (reach >= 0 && reach % window.strideH() == 0 && y < oh) {
                    addRow(from + shift, stride, map + y * ow, first, end);
                }
            }
        }

        private void addRow(int from, int stride, int row, int first, int end) {
            if (stride == 1) {
                for (int x = first; x < end; x++) {
                    output[row + x] += workspace[from + x];
                }
            } else {
                for (int x = first; x < end; x++) {
                    output[row + x] += workspace[from + x * stride];
                }
            }
        }
    }
}
