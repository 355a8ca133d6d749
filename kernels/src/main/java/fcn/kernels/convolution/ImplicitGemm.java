package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.cache.Prefetch;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.GivenPanels;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.WeightBlob;

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
sealed class ImplicitGemm implements ReadsPanels permits ImplicitGemmStreamed {
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
            ConvolutionShape shape,
            Epilogue epilogue,
            WeightBlob weights,
            float[] bias,
            Team team) {
        Patches patches = Patches.of(inputLayout, shape);
        ChannelBlocks channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
        float[] packed = pack(shape, patches, weights, team);
        return new Prepared(shape, inputLayout, channels, packed, team.threads());
    }

    /**
     * Strips where it pays to ask for the next panel of weights; elsewhere planes, as which the map
     * of a 1×1 kernel lies already.
     */
    private static MacroKernel macroKernel(ConvolutionShape shape, Patches patches) {
        return Prefetch.WORTH_A_COPY
                ? MacroKernel.fastest(patches.blocks() * BLOCK, shape.oc())
                : MacroKernel.PLANES;
    }

    private static int panelFloats(MacroKernel macroKernel, Patches patches) {
        return macroKernel.depth(patches.blocks() * BLOCK) * macroKernel.columns();
    }

    private static float[] pack(
            ConvolutionShape shape, Patches patches, WeightBlob weights, Team team) {
        MacroKernel macroKernel = macroKernel(shape, patches);
        int panelFloats = panelFloats(macroKernel, patches);
        int panels = macroKernel.panels(shape.oc());
        GivenPanels given = new GivenPanels(weights, team.threads());
        float[] packed = new float[CacheLine.array(Math.multiplyExact(panels, panelFloats))];
        int columns = macroKernel.columns();
        int[] places = new int[given.filterFloats()];
        Arrays.setAll(places, i -> patches.k(i) * columns);
        team.run(
                Math.ceilDiv(shape.oc(), COLUMNS),
                (panel, thread) -> {
                    float[] filters = given.read(panel, thread);
                    int channel = panel * COLUMNS;
                    int to = channel / columns * panelFloats + channel % columns;
                    GivenPanels.scatter(
                            filters, 0, given.count(panel), places, packed, CacheLine.START + to);
                });
        return packed;
    }

    private static final class Prepared implements PreparedConvolution {
        /** Blocks of 16 k that are packed at a time: what the product takes at a time. */
        private static final int K_BLOCKS = PackedGemm.DEPTH;

        private static final int MAX_PIXELS = 288;

        private final ConvolutionShape shape;
        private final Layout inputLayout;
        private final int threads;
        private final Patches patches;
        private final ChannelBlocks channels;
        private final MacroKernel macroKernel;
        private final float[] packed;
        private final int panelFloats;
        private final int depthBlocks;
        private final ProductTasks tasks;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(
                ConvolutionShape shape,
                Layout inputLayout,
                ChannelBlocks channels,
                float[] packed,
                int threads) {
            this.shape = shape;
            this.inputLayout = inputLayout;
            this.threads = threads;
            this.patches = Patches.of(inputLayout, shape);
            this.channels = channels;
            this.macroKernel = macroKernel(shape, patches);
            this.packed = packed;
            this.panelFloats = panelFloats(macroKernel, patches);
            this.depthBlocks = macroKernel.depth(patches.blocks() * BLOCK) / BLOCK;
            int panels = macroKernel.panels(shape.oc());
            int pixels = shape.oh() * shape.ow();
            // panels alone keep the threads equally busy where they are many
            int enough = panels < 4 * threads ? Math.ceilDiv(threads, shape.n()) : 1;
            int fewest = Math.max(Math.ceilDiv(pixels, MAX_PIXELS), enough);
            // each task packs its patches; strips are packed even for a 1×1 kernel
            int some = (macroKernel == MacroKernel.STRIPS ? 2 : 4) * Math.max(2, threads);
            this.tasks = new ProductTasks(shape, channels, macroKernel, fewest, some);
        }

        @Override
        public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
            return Optional.of(new Prepared(shape, inputLayout, channels, packed, threads));
        }

        @Override
        public int workspaceFloats(int threads) {
            return CacheLine.array(threads * slice());
        }

        private int patchFloats() {
            return Math.min(K_BLOCKS, depthBlocks) * tasks.plane();
        }

        /** Floats from one plane of patches to the next. */
        private int patchPlane() {
            return tasks.blockPixels() * macroKernel.strip();
        }

        private int slice() {
            return patchFloats() + tasks.productFloats();
        }

        @Override
        public long preparedBytes() {
            return (long) Float.BYTES * (packed.length - CacheLine.START);
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            this.workspace = workspace;
            team.run(tasks.count(), this::task);
        }

        /** A block of pixels by a chunk of output channels. */
        private void task(int task, int thread) {
            int image = tasks.image(task);
            int first = tasks.first(task);
            int count = tasks.pixels(task);
            int rows = macroKernel.rows(count);
            int columns = macroKernel.columns();
            int panel = tasks.panel(task);
            int a = CacheLine.START + thread * slice();
            int c = a + patchFloats();
            for (int k = 0; k < depthBlocks; k += K_BLOCKS) {
                int kBlocks = Math.min(K_BLOCKS, depthBlocks - k);
                boolean inPlace =
                        macroKernel.strip() == BLOCK
                                && patches.inPlace(input, image, k + kBlocks - 1, first, rows);
                if (!inPlace) {
                    Phase.PACK.begin();
                    pack(image, k, kBlocks, first, count, a);
                }
                Phase.MULTIPLY.begin();
                macroKernel.multiply(
                        inPlace ? input : workspace,
                        inPlace ? patches.at(image, k, first) : a,
                        inPlace ? shape.oh() * shape.ow() * BLOCK : patchPlane(),
                        rows,
                        kBlocks * BLOCK / macroKernel.strip(),
                        packed,
                        CacheLine.START + panel * panelFloats + k * BLOCK * columns,
                        panelFloats,
                        tasks.panels(task),
                        shape.oc() - panel * columns,
                        workspace,
                        c,
                        tasks.plane(),
                        k > 0);
            }
            Phase.STORE.begin();
            tasks.store(task, workspace, c, output);
            Phase.end();
        }

        /** Blocks of 16 k, side by side in planes of strips; zeros for those that only fill up. */
        private void pack(int image, int block, int blocks, int first, int count, int to) {
            int strip = macroKernel.strip();
            for (int i = 0; i < blocks; i++) {
                int at = to + i * BLOCK / strip * patchPlane() + i * BLOCK % strip;
                int pixels = block + i < patches.blocks() ? count : 0;
                patches.pack(input, image, block + i, first, pixels, workspace, at, strip);
                for (int t = pixels; t < tasks.blockPixels(); t++) {
                    Arrays.fill(workspace, at + t * strip, at + t * strip + BLOCK, 0);
                }
            }
        }
    }
}
