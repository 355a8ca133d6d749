package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.GivenPanels;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.network.WeightBlob;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;
import java.util.Optional;

/**
 * A 1×1 convolution as the product of a matrix of pixels × IC and one of IC × OC, both cut into
 * halves twice: seven products of quarters in the place of eight (Strassen, Gaussian elimination is
 * not optimal, 1969). The weights' sums are made beforehand and take 7/4 of their memory.
 *
 * <p>1×1 kernels of stride 1 without padding or groups. Layout NCHW16C.
 */
final class Strassen implements ReadsPanels {
    private static final MacroKernel GEMM = MacroKernel.PLANES;
    private static final int PRODUCTS = 7;

    /** Pixels that are multiplied at a time, half of them in a product. */
    private static final int MAX_PIXELS = 288;

    /** What a product takes of the quarters 11, 12, 21 and 22 of the map. */
    private static final int[][] LEFT = {
        {1, 0, 0, 1},
        {0, 0, 1, 1},
        {1, 0, 0, 0},
        {0, 0, 0, 1},
        {1, 1, 0, 0},
        {-1, 0, 1, 0},
        {0, 1, 0, -1},
    };

    /** And of the weights. */
    private static final int[][] RIGHT = {
        {1, 0, 0, 1},
        {1, 0, 0, 0},
        {0, 1, 0, -1},
        {-1, 0, 1, 0},
        {0, 0, 0, 1},
        {1, 1, 0, 0},
        {0, 0, 1, 1},
    };

    /** What a quarter of the output takes of the products. */
    private static final int[][] OUT = {
        {1, 0, 0, 1, -1, 0, 1},
        {0, 0, 1, 0, 1, 0, 0},
        {0, 1, 0, 1, 0, 0, 0},
        {1, -1, 1, 0, 0, 1, 0},
    };

    /** The product in which it is summed up, which no later quarter takes. */
    private static final int[] INTO = {6, 4, 3, 5};

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        if (shape.group() > 1) {
            return Optional.of("groups");
        }
        return shape.window().equals(Window.square(1, 1, 0))
                ? Optional.empty()
                : Optional.of("not 1x1 of stride 1 without padding");
    }

    @Override
    public Layout inputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public Layout outputLayout() {
        return Layout.NCHW16C;
    }

    /** A pixel that holds one meets another in the sums. */
    @Override
    public boolean passesNonFinite() {
        return false;
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.strassen(shape.ic(), Math.min(shape.ic(), halfDepth(shape)));
    }

    /** What fills the halves up is not counted. */
    @Override
    public long executedFlops(ConvolutionShape shape) {
        long pixels = Math.ceilDiv(shape.oh() * shape.ow(), 2);
        long products = 2L * shape.n() * PRODUCTS;
        return products * pixels * Math.ceilDiv(shape.ic(), 2) * Math.ceilDiv(shape.oc(), 2);
    }

    @Override
    public long preparedBytes(ConvolutionShape shape) {
        return (long) Float.BYTES * PRODUCTS * halfDepth(shape) * halfColumns(shape);
    }

    /** Input channels of the first half, whole blocks of 16; the second may have fewer. */
    private static int halfDepth(ConvolutionShape shape) {
        return Math.ceilDiv(Layout.blocks(shape.ic()), 2) * BLOCK;
    }

    /** Output channels of the first half, whole panels; the second may have fewer. */
    private static int halfColumns(ConvolutionShape shape) {
        return GEMM.columns(Math.ceilDiv(shape.oc(), 2));
    }

    /** Pixels of the first half of what is multiplied at a time; the second may have fewer. */
    private static int halfPixels(ConvolutionShape shape) {
        int pixels = shape.oh() * shape.ow();
        return GEMM.blockRows(Math.ceilDiv(pixels, 2), Math.ceilDiv(pixels, MAX_PIXELS));
    }

    /** Of all products, the sums of the map and what comes out. */
    private static int workspaceFloats(ConvolutionShape shape) {
        int channels = halfDepth(shape) + halfColumns(shape);
        return CacheLine.array(Math.multiplyExact(PRODUCTS * halfPixels(shape), channels));
    }

    @Override
    public long workspaceBytes(ConvolutionShape shape, int threads) {
        return (long) Float.BYTES * workspaceFloats(shape);
    }

    /** {@code sum[to + i] ± x[from + i]}, or nothing for a sign of 0. */
    private static void add(int sign, float[] x, int from, int count, float[] sum, int to) {
        if (sign == 0) {
            return;
        }
        for (int i = 0; i < count; i += LANES) {
            FloatVector before = FloatVector.fromArray(FLOAT, sum, to + i);
            FloatVector value = FloatVector.fromArray(FLOAT, x, from + i);
            (sign > 0 ? before.add(value) : before.sub(value)).intoArray(sum, to + i);
        }
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape,
            Epilogue epilogue,
            WeightBlob weights,
            float[] bias,
            Team team) {
        ChannelBlocks channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
        return new Prepared(shape, channels, pack(shape, weights, team));
    }

    /** Sums of quarters, one after the other, each in panels of its own. */
    private static float[] pack(ConvolutionShape shape, WeightBlob weights, Team team) {
        int panels = halfColumns(shape) / GEMM.columns();
        int panelFloats = halfDepth(shape) * GEMM.columns();
        int floats = Math.multiplyExact(PRODUCTS * panels, panelFloats);
        float[] packed = new float[CacheLine.array(floats)];
        GivenPanels given = new GivenPanels(weights, team.threads());
        float[][] placed = new float[team.threads()][2 * panelFloats];
        int[] places = new int[shape.ic()];
        Arrays.setAll(places, i -> i * GEMM.columns());
        team.run(
                panels,
                (panel, thread) -> {
                    for (int half = 0; half < 2; half++) {
                        Arrays.fill(placed[thread], 0);
                        int source = half * panels + panel;
                        int count = given.count(source);
                        if (count > 0) {
                            float[] filters = given.read(source, thread);
                            GivenPanels.scatter(filters, 0, count, places, placed[thread], 0);
                        }
                        for (int q = half; q < 4; q += 2) {
                            for (int m = 0; m < PRODUCTS; m++) {
                                add(
                                        RIGHT[m][q],
                                        placed[thread],
                                        q / 2 * panelFloats,
                                        panelFloats,
                                        packed,
                                        CacheLine.START + (m * panels + panel) * panelFloats);
                            }
                        }
                    }
                });
        return packed;
    }

    private static final class Prepared implements PreparedConvolution {
        /** Panels that a task multiplies: their sums stay in the cache. */
        private static final int CHUNK = 8;

        private final ConvolutionShape shape;
        private final ChannelBlocks channels;
        private final float[] packed;
        private final int inputBlocks;
        private final int depthBlocks;
        private final int panels;
        private final int chunks;
        private final int outputBlocks;
        private final int halfPixels;
        private final int plane;
        private final Task operand = this::operand;
        private final Task product = this::product;
        private final Task output = this::output;
        private int image;
        private int first;
        private int firstHalf;
        private int secondHalf;
        private float[] map;
        private float[] result;
        private float[] workspace;

        Prepared(ConvolutionShape shape, ChannelBlocks channels, float[] packed) {
            this.shape = shape;
            this.channels = channels;
            this.packed = packed;
            this.inputBlocks = Layout.blocks(shape.ic());
            this.depthBlocks = halfDepth(shape) / BLOCK;
            this.panels = halfColumns(shape) / GEMM.columns();
            this.chunks = Math.ceilDiv(panels, CHUNK);
            this.outputBlocks = halfColumns(shape) / BLOCK;
            this.halfPixels = halfPixels(shape);
            this.plane = halfPixels * BLOCK;
        }

        private int pixels() {
            return shape.oh() * shape.ow();
        }

        @Override
        public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
            return Optional.of(new Prepared(shape, channels, packed));
        }

        @Override
        public int workspaceFloats(int threads) {
            return Strassen.workspaceFloats(shape);
        }

        /** Where a product's sums of the map begin. */
        private int operandAt(int m) {
            return CacheLine.START + m * depthBlocks * plane;
        }

        /** Where it comes out. */
        private int productAt(int m) {
            return operandAt(PRODUCTS) + m * outputBlocks * plane;
        }

        @Override
        public long preparedBytes() {
            return (long) Float.BYTES * (packed.length - CacheLine.START);
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.map = input;
            this.result = output;
            this.workspace = workspace;
            for (image = 0; image < shape.n(); image++) {
                for (first = 0; first < pixels(); first += 2 * halfPixels) {
                    firstHalf = Math.min(halfPixels, pixels() - first);
                    secondHalf = Math.min(halfPixels, pixels() - first - firstHalf);
                    team.run(PRODUCTS * depthBlocks, operand);
                    team.run(PRODUCTS * chunks, product);
                    team.run(outputBlocks, this.output);
                }
            }
        }

        /** A product's sum of the map: 16 channels of all pixels. */
        private void operand(int index, int thread) {
            Phase.PACK.begin();
            int m = index / depthBlocks;
            int k = index % depthBlocks;
            int to = operandAt(m) + k * plane;
            Arrays.fill(workspace, to, to + plane, 0);
            for (int q = 0; q < LEFT[m].length; q++) {
                int block = q % 2 * depthBlocks + k;
                if (block < inputBlocks) {
                    int from = (image * inputBlocks + block) * pixels() + half(q);
                    add(LEFT[m][q], map, from * BLOCK, count(q) * BLOCK, workspace, to);
                }
            }
            Phase.end();
        }

        /** The first pixel of a quarter. */
        private int half(int q) {
            return q < 2 ? first : first + firstHalf;
        }

        /** Pixels of a quarter. */
        private int count(int q) {
            return q < 2 ? firstHalf : secondHalf;
        }

        /** Some panels of a product. */
        private void product(int index, int thread) {
            Phase.MULTIPLY.begin();
            int m = index / chunks;
            int panel = index % chunks * CHUNK;
            int count = Math.min(CHUNK, panels - panel);
            int panelFloats = depthBlocks * BLOCK * GEMM.columns();
            for (int k = 0; k < depthBlocks; k += PackedGemm.DEPTH) {
                GEMM.multiply(
                        workspace,
                        operandAt(m) + k * plane,
                        plane,
                        GEMM.rows(firstHalf),
                        Math.min(PackedGemm.DEPTH, depthBlocks - k),
                        packed,
                        CacheLine.START
                                + (m * panels + panel) * panelFloats
                                + k * BLOCK * GEMM.columns(),
                        panelFloats,
                        count,
                        count * GEMM.columns(),
                        workspace,
                        productAt(m) + panel * GEMM.columns() / BLOCK * plane,
                        plane,
                        k > 0);
            }
            Phase.end();
        }

        /** 16 channels of each half of the output. */
        private void output(int block, int thread) {
            Phase.STORE.begin();
            for (int q = 0; q < OUT.length; q++) {
                int sum = productAt(INTO[q]) + block * plane;
                for (int m = 0; m < PRODUCTS; m++) {
                    if (m != INTO[q]) {
                        int from = productAt(m) + block * plane;
                        add(OUT[q][m], workspace, from, count(q) * BLOCK, workspace, sum);
                    }
                }
                int b = q % 2 * outputBlocks + block;
                if (b < channels.blocks()) {
                    clear(sum, count(q), shape.oc() - b * BLOCK);
                    int to = ((image * channels.blocks() + b) * pixels() + half(q)) * BLOCK;
                    channels.store(workspace, sum, count(q), b, result, to);
                }
            }
            Phase.end();
        }

        /** Channels that only fill up are zeros; roundings have left some of the others there. */
        private void clear(int sum, int count, int used) {
            for (int i = 0; used < BLOCK && i < count; i++) {
                Arrays.fill(workspace, sum + i * BLOCK + used, sum + (i + 1) * BLOCK, 0);
            }
        }
    }
}
