package fcn.kernels.operation;

/** An array cut into pieces of 64 KB, one for each task. */
final class Chunk {
    private static final int FLOATS = 1 << 14;

    private Chunk() {}

    static int count(int floats) {
        return Math.ceilDiv(floats, FLOATS);
    }

    static int start(int index) {
        return index * FLOATS;
    }

    static int end(int index, int floats) {
        return start(index) + Math.min(FLOATS, floats - start(index));
    }
}
