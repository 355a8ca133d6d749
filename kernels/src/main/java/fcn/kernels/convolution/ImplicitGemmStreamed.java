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
final class ImplicitGemmStreamed extends ImplicitGemm {
    ImplicitGemmStreamed() {
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

        private final ProductTasks tasks;
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
            int fewest = Math.ceilDiv(shape.oh() * shape.ow(), MAX_PIXELS);
            this.tasks = new ProductTasks(shape, channels, KERNEL, fewest, TASKS * threads);
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
            int weights = Math.addExact(readFloats(), packedFloats());
            return Math.addExact(patchFloats(), Math.addExact(weights, tasks.productFloats()));
        }

        /** Blocks of 16 k that are multiplied at a time, at most. */
        private int depth() {
            return Math.min(PackedGemm.DEPTH, slabBlocks * taps);
        }

        private int patchFloats() {
            int kBlocks = patches.inPlace() ? depth() : slabBlocks * taps;
            return Math.multiplyExact(kBlocks, tasks.plane());
        }

        private int readFloats() {
            return Math.multiplyExact(KERNEL.columns(), filter);
        }

        private int packedFloats() {
            return depth() * BLOCK * KERNEL.columns();
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
            team.run(tasks.count(), this::task);
        }

        /** A block of pixels by a chunk of output channels. */
        private void task(int task, int thread) {
            int columns = KERNEL.columns();
            int panel = tasks.panel(task);
            int a = CacheLine.START + thread * slice();
            int read = a + patchFloats();
            int c = read + readFloats() + packedFloats();
            for (int slab = 0; slab < icBlocks; slab += slabBlocks) {
                int slabEnd = Math.min(icBlocks, slab + slabBlocks);
                if (!patches.inPlace()) {
                    Phase.PACK.begin();
                    packPatches(task, slab, 0, (slabEnd - slab) * taps, a);
                }
                for (int p = 0; p < tasks.panels(task); p++) {
                    Phase.PACK.begin();
                    read(panel + p, slab, slabEnd, read);
                    int to = c + p * columns / BLOCK * tasks.plane() + p * columns % BLOCK;
                    int used = shape.oc() - (panel + p) * columns;
                    multiply(task, slab, slabEnd, used, a, read, to);
                }
            }
            Phase.STORE.begin();
            tasks.store(task, workspace, c, output);
            Phase.end();
        }

        /** A panel's filters over some blocks of input channels, by those patches. */
        private void multiply(int task, int slab, int slabEnd, int used, int a, int read, int c) {
            int image = tasks.image(task);
            int first = tasks.first(task);
            int rows = KERNEL.rows(tasks.pixels(task));
            int packed = read + readFloats();
            int kBlocks = (slabEnd - slab) * taps;
            for (int k = 0; k < kBlocks; k += PackedGemm.DEPTH) {
                int depth = Math.min(PackedGemm.DEPTH, kBlocks - k);
                Phase.PACK.begin();
                packWeights(read, k, depth, packed);
                boolean inPlace = patches.inPlace(input, image, slab + k + depth - 1, first, rows);
                if (patches.inPlace() && !inPlace) {
                    packPatches(task, slab, k, k + depth, a);
                }
                int packedPatches = patches.inPlace() ? a : a + k * tasks.plane();
                Phase.MULTIPLY.begin();
                KERNEL.multiply(
                        inPlace ? input : workspace,
                        inPlace ? patches.at(image, slab + k, first) : packedPatches,
                        inPlace ? shape.oh() * shape.ow() * BLOCK : tasks.plane(),
                        rows,
                        depth,
                        workspace,
                        packed,
                        packedFloats(),
                        1,
                        used,
                        workspace,
                        c,
                        tasks.plane(),
                        slab + k > 0);
            }
        }

        /** Blocks k to end of 16 k of the patches, those of 16 input channels tap by tap. */
        private void packPatches(int task, int slab, int k, int end, int to) {
            for (int i = k; i < end; i++) {
                int at = to + (i - k) * tasks.plane();
                int block = i % taps * icBlocks + slab + i / taps;
                patches.pack(
                        input,
                        tasks.image(task),
                        block,
                        tasks.first(task),
                        tasks.pixels(task),
                        workspace,
                        at,
                        BLOCK);
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
