package fcn.benchmarks.machine;

import fcn.kernels.cache.Caches;
import fcn.reports.results.Roof;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** All that this machine does at most, by threads: 1, 2, 4, … and as many as asked for. */
public final class Roofs {
    /** A set is that part of a cache, so that nothing else drives it out. */
    private static final int PART = 2;

    private Roofs() {}

    /** By number of threads. */
    public static Map<Integer, Roof> measured(int most) {
        Map<Integer, Roof> roofs = new TreeMap<>();
        measure(most, roofs::put);
        return roofs;
    }

    /** Tells each as soon as it is measured. */
    public static void measure(int most, BiConsumer<Integer, Roof> told) {
        Caches caches = Caches.here();
        float[] memory = Bandwidth.memory();
        for (int threads = 1; threads <= most; threads = next(threads, most)) {
            told.accept(
                    threads,
                    new Roof(
                            FmaPeak.gflops(threads),
                            cached(caches.l2Bytes() / PART, threads),
                            cached(l3Set(caches, threads), threads),
                            Bandwidth.readGigabytesPerSecond(memory, threads)));
        }
    }

    private static double cached(int setBytes, int threads) {
        return setBytes == 0 ? 0 : Bandwidth.cachedGigabytesPerSecond(setBytes, threads);
    }

    /** Four second-level caches; 0 where as many as threads share it do not lie in half of it. */
    private static int l3Set(Caches caches, int threads) {
        int set = 4 * caches.l2Bytes();
        return Math.min(threads, caches.l3Threads()) > caches.l3Bytes() / PART / Math.max(set, 1)
                ? 0
                : set;
    }

    private static int next(int threads, int most) {
        return threads < most ? Math.min(2 * threads, most) : threads + 1;
    }
}
