package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

/**
 * Weights for maps in NCHW16C, packed for {@link PackedGemm}: for each group panels of output
 * channels; in a panel chunks of input blocks, in a chunk the taps, at a tap the chunk's blocks of
 * 16 k. Both channels are filled up with zeros.
 */
final class BlockPanels {
    private final int taps;
    private final int inputBlocks;
    private final int depth;
    private final int panels;
    private final int panelFloats;
    private final float[] packed;

    /**
     * Packs weights.
     *
     * @param depth blocks of 16 input channels in a chunk; the last may have fewer
     */
    BlockPanels(ConvolutionShape shape, int depth, float[] weights, Team team) {
        int inputs = shape.ic() / shape.group();
        int outputs = shape.oc() / shape.group();
        this.taps = shape.window().kernelH() * shape.window().kernelW();
        this.inputBlocks = Layout.blocks(inputs);
        this.depth = depth;
        this.panels = MacroKernel.PLANES.panels(outputs);
        this.panelFloats = Math.multiplyExact(taps * inputBlocks, BLOCK * COLUMNS);
        this.packed =
                new float[CacheLine.array(Math.multiplyExact(shape.group() * panels, panelFloats))];
        team.run(
                shape.group() * panels,
                (index, thread) -> {
                    int first = index % panels * COLUMNS;
                    for (int o = first; o < Math.min(first + COLUMNS, outputs); o++) {
                        int from = (index / panels * outputs + o) * inputs * taps;
                        pack(weights, from, inputs, index, o - first);
                    }
                });
    }

    /** One output channel: column {@code column} of a panel. */
    private void pack(float[] weights, int from, int inputs, int panel, int column) {
        for (int i = 0; i < inputs; i++) {
            int block = i / BLOCK;
            int chunk = block / depth * depth;
            for (int tap = 0; tap < taps; tap++) {
                int k = (block - chunk) * BLOCK + i % BLOCK;
                packed[at(0, panel, chunk, tap) + k * COLUMNS + column] = weights[from++];
            }
        }
    }

    /** Where the blocks of 16 k of the chunk that begins with {@code block} start, at a tap. */
    int at(int group, int panel, int block, int tap) {
        int blocks = block * taps + tap * blocks(block);
        int from = CacheLine.START + (group * panels + panel) * panelFloats;
        return from + blocks * BLOCK * COLUMNS;
    }

    /** Blocks of 16 in the chunk that begins with {@code block}. */
    int blocks(int block) {
        return Math.min(depth, inputBlocks - block);
    }

    /** Blocks of 16 in all chunks. */
    int inputBlocks() {
        return inputBlocks;
    }

    /** Panels of a group. */
    int panels() {
        return panels;
    }

    int panelFloats() {
        return panelFloats;
    }

    int floats() {
        return packed.length - CacheLine.START;
    }

    float[] packed() {
        return packed;
    }
}
