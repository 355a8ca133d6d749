package fcn.benchmarks.machine;

import fcn.benchmarks.statistics.Median;
import fcn.kernels.threads.Team;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a word takes to another thread and back: what threads pay for reading what others wrote.
 * Several times as long where their cores share no cache, which a host may change at any time.
 */
public final class RoundTrip {
    private static final int TRIPS = 10_000;

    /** Of so many rounds the first compile, the median counts. */
    private static final int ROUNDS = 15;

    private static final int COMPILING = 4;

    /** Even where the first thread has the word, odd where the second. */
    private final AtomicInteger word = new AtomicInteger();

    private RoundTrip() {}

    /** Nanoseconds, of two threads. */
    public static double nanoseconds() {
        double[] rounds = new double[ROUNDS];
        try (Team team = new Team(2)) {
            for (int i = 0; i < ROUNDS; i++) {
                RoundTrip trip = new RoundTrip();
                long start = System.nanoTime();
                team.run(2, (side, thread) -> trip.turns(side));
                rounds[i] = (double) (System.nanoTime() - start) / TRIPS;
                trip.check();
            }
        }
        return Median.of(Arrays.copyOfRange(rounds, COMPILING, ROUNDS));
    }

    /** One of two sides, each on a thread of its own. */
    private void turns(int side) {
        for (int trip = 0; trip < TRIPS; trip++) {
            while (word.get() % 2 != side) {
                // the other side's turn
            }
            word.set(word.get() + 1);
        }
    }

    /** Sides that do not wait for each other overwrite what the other counted. */
    private void check() {
        if (word.get() != 2 * TRIPS) {
            throw new IllegalStateException(2 * TRIPS - word.get() + " words were lost");
        }
    }
}
