package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.gemm.MacroKernel;
import fcn.reference.layer.ConvolutionShape;

/**
 * How a product of patches and weights is cut into tasks: blocks of pixels by chunks of panels of
 * output channels. A task's products lie in planes of 16 channels.
 */
final class ProductTasks {
    private final ChannelBlocks channels;
    private final MacroKernel macroKernel;
    private final int images;
    private final int pixels;
    private final int blockPixels;
    private final int blocks;
    private final int panels;
    private final int chunkPanels;
    private final int chunks;

    /**
     * Cuts.
     *
     * @param fewest blocks of pixels of an image, at least
     * @param tasks where there are panels enough
     */
    ProductTasks(
            ConvolutionShape shape,
            ChannelBlocks channels,
            MacroKernel macroKernel,
            int fewest,
            int tasks) {
        this.channels = channels;
        this.macroKernel = macroKernel;
        this.images = shape.n();
        this.pixels = shape.oh() * shape.ow();
        this.blockPixels = macroKernel.blockRows(pixels, fewest);
        this.blocks = Math.ceilDiv(pixels, blockPixels);
        this.panels = macroKernel.panels(shape.oc());
        int split = Math.clamp(tasks / (images * blocks), 1, panels);
        int whole = macroKernel.panels(1);
        this.chunkPanels = Math.ceilDiv(Math.ceilDiv(panels, split), whole) * whole;
        this.chunks = Math.ceilDiv(panels, chunkPanels);
    }

    int count() {
        return images * blocks * chunks;
    }

    int image(int task) {
        return task / chunks / blocks;
    }

    /** A task's first pixel, counted over the output's rows. */
    int first(int task) {
        return task / chunks % blocks * blockPixels;
    }

    /** Its pixels; fewer than {@link #blockPixels} in the last block. */
    int pixels(int task) {
        return Math.min(blockPixels, pixels - first(task));
    }

    /** Its first panel. */
    int panel(int task) {
        return task % chunks * chunkPanels;
    }

    int panels(int task) {
        return Math.min(chunkPanels, panels - panel(task));
    }

    int blockPixels() {
        return blockPixels;
    }

    /** Floats from one plane of products to the next. */
    int plane() {
        return blockPixels * BLOCK;
    }

    /** Floats of a task's products. */
    int productFloats() {
        return chunkPanels * macroKernel.columns() * blockPixels;
    }

    /** Makes outputs of a task's products, from {@code from} on. */
    void store(int task, float[] products, int from, float[] output) {
        int columns = macroKernel.columns();
        int begin = panel(task) * columns / BLOCK;
        int end = Math.min(channels.blocks(), (panel(task) + panels(task)) * columns / BLOCK);
        for (int b = begin; b < end; b++) {
            int to = ((image(task) * channels.blocks() + b) * pixels + first(task)) * BLOCK;
            channels.store(products, from + (b - begin) * plane(), pixels(task), b, output, to);
        }
    }
}
