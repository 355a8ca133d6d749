package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * A GEMM of patches and weights in which the patch matrix never exists as a whole: a thread packs
 * the patches of a block of pixels, some hundred k at a time, and multiplies them while they are in
 * its cache (Chetlur et al., cuDNN, 2014).
 *
 * <p>Any dense, strided or dilated convolution without groups. Reads NCHW16C, or NCHW for few input
 * channels; writes NCHW16C.
 */
final class ImplicitGemm implements ConvolutionKernel {
    private final Layout inputLayout;

    ImplicitGemm(Layout inputLayout) {
        this.inputLayout = inputLayout;
    }

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        return shape.group() > 1 ? Optional.of("groups") : Optional.empty();
    }

    @Override
    public Layout inputLayout() {
        return inputLayout;
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
        Patches patches =
                inputLayout == Layout.NCHW ? new ScalarPatches(shape) : new BlockPatches(shape);
        return new Prepared(shape, epilogue, patches, weights, bias, team);
    }

    private static final class Prepared implements PreparedConvolution {
        /** Blocks of 16 k that are packed at a time: what the product takes at a time. */
        private static final int K_BLOCKS = PackedGemm.DEPTH;

        private static final int MAX_PIXELS = 288;

        private final ConvolutionShape shape;
        private final Patches patches;
        private final ChannelBlocks channels;
        private final float[] packed;
        private final int panelFloats;
        private final int blockPixels;
        private final int blocks;
        private final int chunkPanels;
        private final int chunks;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(
                ConvolutionShape shape,
                Epilogue epilogue,
                Patches patches,
                float[] weights,
                float[] bias,
                Team team) {
            this.shape = shape;
            this.patches = patches;
            this.channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
            this.panelFloats = patches.blocks() * BLOCK * COLUMNS;
            int panels = PackedGemm.panels(PackedGemm.columns(shape.oc()));
            this.packed = new float[Math.multiplyExact(panels, panelFloats)];
            team.run(panels, (panel, thread) -> packPanel(panel, weights));
            int pixels = shape.oh() * shape.ow();
            this.blockPixels =
                    PackedGemm.rows(Math.ceilDiv(pixels, Math.ceilDiv(pixels, MAX_PIXELS)));
            this.blocks = Math.ceilDiv(pixels, blockPixels);
            int tasks = 8 * team.threads();
            int split = Math.clamp(tasks / (shape.n() * blocks), 1, panels);
            int whole = Math.max(1, BLOCK / COLUMNS);
            this.chunkPanels = Math.ceilDiv(Math.ceilDiv(panels, split), whole) * whole;
            this.chunks = Math.ceilDiv(panels, chunkPanels);
        }

        private void packPanel(int panel, float[] weights) {
            int count = Math.min(COLUMNS, shape.oc() - panel * COLUMNS);
            int length = weights.length / shape.oc();
            for (int c = 0; c < count; c++) {
                int from = (panel * COLUMNS + c) * length;
                for (int i = 0; i < length; i++) {
                    packed[panel * panelFloats + patches.k(i) * COLUMNS + c] = weights[from + i];
                }
            }
        }

        @Override
        public int workspaceFloats(int threads) {
            return threads * slice();
        }

        private int patchFloats() {
            return Math.min(K_BLOCKS, patches.blocks()) * plane();
        }

        private int plane() {
            return blockPixels * BLOCK;
        }

        private int slice() {
            return patchFloats() + chunkPanels * COLUMNS * blockPixels;
        }

        @Override
        public long preparedBytes() {
            return (long) Float.BYTES * packed.length;
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            this.workspace = workspace;
            team.run(shape.n() * blocks * chunks, this::block);
        }

        /** A block of pixels by a chunk of output channels. */
        private void block(int index, int thread) {
            int chunk = index % chunks;
            int image = index / chunks / blocks;
            int first = index / chunks % blocks * blockPixels;
            int pixels = shape.oh() * shape.ow();
            int count = Math.min(blockPixels, pixels - first);
            int panel = chunk * chunkPanels;
            int panels = Math.min(chunkPanels, packed.length / panelFloats - panel);
            int a = thread * slice();
            int c = a + patchFloats();
            for (int k = 0; k < patches.blocks(); k += K_BLOCKS) {
                int kBlocks = Math.min(K_BLOCKS, patches.blocks() - k);
                boolean inPlace = inPlace(image, k + kBlocks - 1, first, count);
                if (!inPlace) {
                    pack(image, k, kBlocks, first, count, a);
                }
                PackedGemm.multiply(
                        inPlace ? input : workspace,
                        inPlace ? patches.at(image, k, first) : a,
                        inPlace ? pixels * BLOCK : plane(),
                        PackedGemm.rows(count),
                        kBlocks,
                        packed,
                        panel * panelFloats + k * BLOCK * COLUMNS,
                        panelFloats,
                        panels,
                        workspace,
                        c,
                        plane(),
                        k > 0);
            }
            int firstBlock = panel * COLUMNS / BLOCK;
            int endBlock = Math.min(channels.blocks(), (panel + panels) * COLUMNS / BLOCK);
            for (int b = firstBlock; b < endBlock; b++) {
                int to = ((image * channels.blocks() + b) * pixels + first) * BLOCK;
                channels.store(workspace, c + (b - firstBlock) * plane(), count, b, output, to);
            }
        }

        /**
         * Whether the map can be read as it lies: the pixels that fill up the last micro-kernel are
         * whatever follows, but there must be something.
         */
        private boolean inPlace(int image, int lastBlock, int first, int count) {
            return patches.inPlace()
                    && patches.at(image, lastBlock, first) + PackedGemm.rows(count) * BLOCK
                            <= input.length;
        }

        private void pack(int image, int block, int blocks, int first, int count, int to) {
            for (int i = 0; i < blocks; i++, to += plane()) {
                patches.pack(input, image, block + i, first, count, workspace, to);
                Arrays.fill(workspace, to + count * BLOCK, to + plane(), 0);
            }
        }
    }
}
