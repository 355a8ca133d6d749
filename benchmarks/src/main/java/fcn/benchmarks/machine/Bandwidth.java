package fcn.benchmarks.machine;

import fcn.kernels.simd.Species;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.Arrays;

/**
 * How fast the cores read: sums over an array that is far larger than any cache, or again and again
 * over one that a cache holds.
 */
public final class Bandwidth {
    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;

    /** 512 MB. */
    private static final int FLOATS = 1 << 27;

    /** 256 kB: a task is long against its hand-out and short against the whole. */
    private static final int SLICE = 1 << 16;

    private static final int REPETITIONS = 8;

    /** 64 kB: whole rounds of the loop. */
    private static final int LEAST_SET = 1 << 14;

    /** 256 MB: what a thread reads from a cache in one repetition. */
    private static final int TASK_FLOATS = 1 << 26;

    /** Where sums go, so that they cannot be left out. */
    private static volatile float sink;

    private Bandwidth() {}

    /**
     * Memory for {@link #readGigabytesPerSecond}, written once so that all of it is there.
     *
     * @throws BadInputException when the heap is too small for it
     */
    public static float[] memory() {
        long bytes = (long) FLOATS * Float.BYTES;
        if (Runtime.getRuntime().maxMemory() < bytes / 3 * 4) {
            throw new BadInputException(
                    "the bandwidth probe reads an array of "
                            + bytes / 1_000_000
                            + " MB and this JVM's heap is too small for it; set"
                            + " FCN_JAVA_OPTS=-Xmx1g");
        }
        float[] memory = new float[FLOATS];
        Arrays.fill(memory, 1);
        return memory;
    }

    /** GB/s (10⁹ bytes) on that many threads at once, the best of eight passes. */
    public static double readGigabytesPerSecond(float[] memory, int threads) {
        long best = Long.MAX_VALUE;
        try (Team team = new Team(threads)) {
            for (int i = 0; i < REPETITIONS; i++) {
                long start = System.nanoTime();
                team.run(
                        memory.length / SLICE,
                        (index, thread) -> sink = sum(memory, index * SLICE, (index + 1) * SLICE));
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return (double) memory.length * Float.BYTES / best;
    }

    /**
     * GB/s at which that many threads read, each its own set over and over, the best of eight
     * passes of some milliseconds.
     *
     * @param setBytes what a thread reads, to lie in a cache
     */
    public static double cachedGigabytesPerSecond(int setBytes, int threads) {
        int floats = Math.max(LEAST_SET, Integer.highestOneBit(setBytes / Float.BYTES));
        int rounds = Math.max(1, TASK_FLOATS / floats);
        float[] sets = new float[floats * threads];
        Arrays.fill(sets, 1);
        long best = Long.MAX_VALUE;
        try (Team team = new Team(threads)) {
            for (int i = 0; i < REPETITIONS; i++) {
                long start = System.nanoTime();
                team.run(threads, (index, thread) -> repeat(sets, index * floats, floats, rounds));
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return (double) sets.length * rounds * Float.BYTES / best;
    }

    private static void repeat(float[] sets, int from, int floats, int rounds) {
        float all = 0;
        for (int round = 0; round < rounds; round++) {
            all += sum(sets, from, from + floats);
        }
        sink = all;
    }

    private static float sum(float[] memory, int from, int to) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int lanes = SPECIES.length();
        for (int i = from; i < to; i += 4 * lanes) {
            a = a.add(FloatVector.fromArray(SPECIES, memory, i));
            b = b.add(FloatVector.fromArray(SPECIES, memory, i + lanes));
            c = c.add(FloatVector.fromArray(SPECIES, memory, i + 2 * lanes));
            d = d.add(FloatVector.fromArray(SPECIES, memory, i + 3 * lanes));
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }
}
