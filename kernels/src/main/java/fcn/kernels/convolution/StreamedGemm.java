package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.WeightBlob;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@link ImplicitGemm} whose weights stay where they are, in a file perhaps: in each run they are
 * read, a panel of output channels and as many input channels at a time as make reading pay, and
 * packed, some hundred k at a time, in the cache from which they are multiplied. For many weights
 * and few pixels.
 */
final class StreamedGemm extends ImplicitGemm {
    StreamedGemm() {
        super(Layout.NCHW16C);
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public long preparedBytes(ConvolutionShape shape) {
        return 0;
    }

    @Override
    public long givenBytes(ConvolutionShape shape, int threads) {
        return 0;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape,
            Epilogue epilogue,
            WeightBlob weights,
            float[] bias,
            Team team) {
        ChannelBlocks channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
        return new Prepared(shape, channels, weights.stored(), team.threads());
    }

    private static final class Prepared implements PreparedConvolution {
        private static final MacroKernel KERNEL = MacroKernel.PLANES;

        /** Weights of an output channel that are read at once: 16 KB. */
        private static final int READ = 4096;

        private static final int MAX_PIXELS = 288;
        private static final int TASKS = 4;

        private final ConvolutionShape shape;
        private final ChannelBlocks channels;
        private final WeightBlob weights;
        private final int threads;
        private final Patches patches;
        private final int taps;
        private final int icBlocks;

        /** Blocks of 16 input channels whose weights are read at once. */
        private final int slabBlocks;

        /** Floats from an output channel to the next where they are read to. */
        private final int filter;

        private final int blockPixels;
        private final int blocks;
        private final int panels;
        private final int chunkPanels;
        private final int chunks;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Prepared(ConvolutionShape shape, ChannelBlocks channels, WeightBlob weights, int threads) {
            this.shape = shape;
            this.channels = channels;
            this.weights = weights;
            this.threads = threads;
            this.patches = Patches.of(Layout.NCHW16C, shape);
            this.icBlocks = Layout.blocks(shape.ic());
            this.taps = patches.blocks() / icBlocks;
            int most = Math.max(1, READ / BLOCK / taps);
            this.slabBlocks = Math.ceilDiv(icBlocks, Math.ceilDiv(icBlocks, most));
            // a line more, lest all channels fall on the same sets of the cache
            this.filter = slabBlocks * BLOCK * taps + BLOCK;
            int pixels = shape.oh() * shape.ow();
            this.blockPixels = KERNEL.blockRows(pixels, Math.ceilDiv(pixels, MAX_PIXELS));
            this.blocks = Math.ceilDiv(pixels, blockPixels);
            this.panels = KERNEL.panels(shape.oc());
            int split = Math.clamp(TASKS * threads / (shape.n() * blocks), 1, panels);
            int whole = KERNEL.panels(1);
            this.chunkPanels = Math.ceilDiv(Math.ceilDiv(panels, split), whole) * whole;
            this.chunks = Math.ceilDiv(panels, chunkPanels);
        }

        @Override
        public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
            return Optional.of(new Prepared(shape, channels, weights, threads));
        }

        @Override
        public int workspaceFloats(int threads) {
            return CacheLine.array(Math.multiplyExact(threads, slice()));
        }

        /** Patches, weights as they are read and as they are packed, and products of a thread. */
        private int slice() {
            int products = chunkPanels * KERNEL.columns() * blockPixels;
            return Math.addExact(patchFloats() + readFloats(), packedFloats() + products);
        }

        /** Blocks of 16 k that are multiplied at a time, at most. */
        private int depth() {
            return Math.min(PackedGemm.DEPTH, slabBlocks * taps);
        }

        private int patchFloats() {
            int kBlocks = patches.inPlace() ? depth() : slabBlocks * taps;
            return Math.multiplyExact(kBlocks, plane());
        }

        private int readFloats() {
            return Math.multiplyExact(KERNEL.columns(), filter);
        }

        private int packedFloats() {
            return depth() * BLOCK * KERNEL.columns();
        }

        private int plane() {
            return blockPixels * BLOCK;
        }

        @Override
        public long preparedBytes() {
            return 0;
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
            int panel = index % chunks * chunkPanels;
            int image = index / chunks / blocks;
            int first = index / chunks % blocks * blockPixels;
            int pixels = shape.oh() * shape.ow();
            int count = Math.min(blockPixels, pixels - first);
            int some = Math.min(chunkPanels, panels - panel);
            int columns = KERNEL.columns();
            int a = CacheLine.START + thread * slice();
            int read = a + patchFloats();
            int c = read + readFloats() + packedFloats();
            for (int slab = 0; slab < icBlocks; slab += slabBlocks) {
                int slabEnd = Math.min(icBlocks, slab + slabBlocks);
                if (!patches.inPlace()) {
                    Phase.PACK.begin();
                    packPatches(image, slab, 0, (slabEnd - slab) * taps, first, count, a);
                }
                for (int p = 0; p < some; p++) {
                    Phase.PACK.begin();
                    read(panel + p, slab, slabEnd, read);
                    int to = c + p * columns / BLOCK * plane() + p * columns % BLOCK;
                    int used = shape.oc() - (panel + p) * columns;
                    multiply(image, slab, slabEnd, first, count, used, a, read, to);
                }
            }
            Phase.STORE.begin();
            int firstBlock = panel * columns / BLOCK;
            int endBlock = Math.min(channels.blocks(), (panel + some) * columns / BLOCK);
            for (int b = firstBlock; b < endBlock; b++) {
                int to = ((image * channels.blocks() + b) * pixels + first) * BLOCK;
                channels.store(workspace, c + (b - firstBlock) * plane(), count, b, output, to);
            }
            Phase.end();
        }

        /** A panel's filters over some blocks of input channels, by those patches. */
        private void multiply(
                int image,
                int slab,
                int slabEnd,
                int first,
                int count,
                int used,
                int a,
                int read,
                int c) {
            int packed = read + readFloats();
            int kBlocks = (slabEnd - slab) * taps;
            for (int k = 0; k < kBlocks; k += PackedGemm.DEPTH) {
                int depth = Math.min(PackedGemm.DEPTH, kBlocks - k);
                Phase.PACK.begin();
                packWeights(read, k, depth, packed);
                boolean inPlace = inPlace(image, slab + k + depth - 1, first, count);
                if (patches.inPlace() && !inPlace) {
                    packPatches(image, slab, k, k + depth, first, count, a);
                }
                int packedPatches = patches.inPlace() ? a : a + k * plane();
                Phase.MULTIPLY.begin();
                KERNEL.multiply(
                        inPlace ? input : workspace,
                        inPlace ? patches.at(image, slab + k, first) : packedPatches,
                        inPlace ? shape.oh() * shape.ow() * BLOCK : plane(),
                        KERNEL.rows(count),
                        depth,
                        workspace,
                        packed,
                        packedFloats(),
                        1,
                        used,
                        workspace,
                        c,
                        plane(),
                        slab + k > 0);
            }
        }

        /** As in {@link ImplicitGemm}: there must be something behind the last pixels. */
        private boolean inPlace(int image, int lastBlock, int first, int count) {
            return patches.inPlace()
                    && patches.at(image, lastBlock, first) + KERNEL.rows(count) * BLOCK
                            <= input.length;
        }

        /** Some blocks of 16 k of the patches, those of 16 input channels tap by tap. */
        private void packPatches(
                int image, int slab, int k, int end, int first, int count, int to) {
            for (int i = k; i < end; i++) {
                int at = to + (i - k) * plane();
                int block = i % taps * icBlocks + slab + i / taps;
                patches.pack(input, image, block, first, count, workspace, at, BLOCK);
            }
        }

        /** A panel's output channels, one after the other; zeros for channels that fill up. */
        private void read(int panel, int slab, int slabEnd, int to) {
            int all = (slabEnd - slab) * BLOCK * taps;
            int some = (Math.min(shape.ic(), slabEnd * BLOCK) - slab * BLOCK) * taps;
            for (int c = 0; c < KERNEL.columns(); c++) {
                int channel = panel * KERNEL.columns() + c;
                int floats = channel < shape.oc() ? some : 0;
                int at = to + c * filter;
                if (floats > 0) {
                    long from = ((long) channel * shape.ic() + (long) slab * BLOCK) * taps;
                    weights.read(from, floats, workspace, at);
                }
                Arrays.fill(workspace, at + floats, at + all, 0);
            }
        }

        /** Blocks of 16 k of the filters that were read, output channels side by side. */
        private void packWeights(int read, int block, int count, int to) {
            int columns = KERNEL.columns();
            for (int k = block; k < block + count; k++) {
                int from = read + k / taps * BLOCK * taps + k % taps;
                for (int lane = 0; lane < BLOCK; lane++) {
                    int at = to + ((k - block) * BLOCK + lane) * columns;
                    gather(workspace, from + lane * taps, filter, columns, at);
                }
            }
        }

        /** {@code count} floats {@code step} apart, side by side. */
        private static void gather(float[] floats, int from, int step, int count, int to) {
            for (int i = 0; i < count; i++) {
                floats[to + i] = floats[from + i * step];
            }
        }
    }
}
