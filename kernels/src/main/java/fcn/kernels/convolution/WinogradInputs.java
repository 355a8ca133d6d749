package fcn.kernels.convolution;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.clock.Phase;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;

/**
 * All threads transform the inputs of a group of tiles, a task 16 channels of a block of them, to
 * the beginning of a workspace. The group's blocks are what later tasks take too.
 */
final class WinogradInputs implements Task {
    /** Where the transformed inputs lie in the workspace. */
    static final int TRANSFORMED = CacheLine.START;

    private final WinogradProducts products;
    private final int blockTiles;
    private int first;
    private int count;
    private float[] map;
    private float[] workspace;
    private int scratch;
    private int scratchStep;

    /**
     * @param blockTiles tiles of a block, whole micro-kernels unless there is but one block
     */
    WinogradInputs(WinogradProducts products, int blockTiles) {
        this.products = products;
        this.blockTiles = blockTiles;
    }

    /**
     * Transforms tiles {@code first} to {@code first + count}.
     *
     * @param scratch where thread 0's is in the workspace, the next thread's {@code scratchStep} on
     */
    void transform(
            float[] map,
            float[] workspace,
            int first,
            int count,
            int scratch,
            int scratchStep,
            Team team) {
        this.map = map;
        this.workspace = workspace;
        this.first = first;
        this.count = count;
        this.scratch = scratch;
        this.scratchStep = scratchStep;
        team.run(products.inputBlocks() * blocks(), this);
    }

    /** Blocks of the group at hand. */
    int blocks() {
        return Math.ceilDiv(count, blockTiles);
    }

    /**
     * Where a task's block begins among the tiles of the group: tasks run over its blocks first.
     */
    int at(int index) {
        return index % blocks() * blockTiles;
    }

    /** Tiles of the block that begins there. */
    int part(int at) {
        return Math.min(blockTiles, count - at);
    }

    /** 16 channels of a block of tiles. */
    @Override
    public void run(int index, int thread) {
        int at = at(index);
        int block = index / blocks();
        int own = scratch + thread * scratchStep;
        Phase.TRANSFORM_INPUT.begin();
        products.input(map, block, first + at, part(at), workspace, TRANSFORMED, at, own);
        Phase.end();
    }
}
