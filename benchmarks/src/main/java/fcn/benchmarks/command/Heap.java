package fcn.benchmarks.command;

import fcn.reference.BadInputException;

/** The heap: whether work fits into it, asked before it allocates, and when to collect garbage. */
final class Heap {
    /** What the program itself, and the collector's slack, take besides. */
    private static final long RESERVE = 64_000_000;

    /** Garbage that is worth a collection, which takes some milliseconds. */
    private static final long MUCH = 256L << 20;

    /** Bytes that were in use after the last collection, or when first asked. */
    private static long live = Long.MAX_VALUE - MUCH;

    private Heap() {}

    /**
     * Collects garbage where there is much. The serial collector takes what large arrays need from
     * the machine, up to all that it may have, before it looks for garbage among old ones.
     */
    static void tidy() {
        long used = used();
        if (used > live + MUCH) {
            System.gc();
            live = used();
        } else {
            live = Math.min(live, used);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

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
