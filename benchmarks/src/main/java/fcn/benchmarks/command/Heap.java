package fcn.benchmarks.command;

import fcn.reference.BadInputException;

/** Whether work fits into the heap, asked before it allocates. */
final class Heap {
    /** What the program itself, and the collector's slack, take besides. */
    private static final long RESERVE = 64_000_000;

    private Heap() {}

    /**
     * Passes when {@code bytes} can be had.
     *
     * @throws BadInputException saying how much is needed and the flag that gives it
     */
    static void require(String work, long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        long needed = bytes + RESERVE;
        if (needed > most) {
            throw new BadInputException(
                    work
                            + " needs "
                            + Units.bytes(needed)
                            + " of heap and this JVM has at most "
                            + Units.bytes(most)
                            + "; set FCN_JAVA_OPTS=-Xmx"
                            + Math.ceilDiv(needed, 1L << 30)
                            + "g");
        }
    }
}
