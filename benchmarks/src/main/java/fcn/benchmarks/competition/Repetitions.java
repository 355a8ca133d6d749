package fcn.benchmarks.competition;

/**
 * How often JMH repeats a run: in each of {@code forks} JVMs, once the kernel has been compiled, a
 * warm-up of some seconds, then iterations of some seconds each, every one at least one run.
 */
record Repetitions(int forks, double warmupSeconds, int iterations, double iterationSeconds) {
    private static final int MOST = 10;
    private static final int FEW = 5;
    private static final int FEWEST = 2;

    /** Slower than the fastest by this factor: cannot win, is timed on few repetitions. */
    private static final double HOPELESS = 3;

    /** Of JMH, after the kernel has been compiled. */
    private static final double WARMUP_SECONDS = 0.3;

    private static final double TIMED_SECONDS = 1.0;
    private static final double JVM_SECONDS = 1.0;

    /** Until a kernel is compiled, and runs of it. */
    private static final double COMPILING_SECONDS = 1.5;

    private static final int COMPILING_RUNS = 3;

    /** Filling, packing and first touching weights and maps, seconds a float. */
    private static final double SECONDS_PER_FLOAT = 12e-9;

    /** All that a pairing should have. */
    static Repetitions wanted(Pairing pairing, Profile profile) {
        double run = pairing.milliseconds() / 1000;
        if (profile == Profile.QUICK && hopeless(pairing)) {
            return new Repetitions(1, Math.max(WARMUP_SECONDS, run), FEW, Math.max(run, 0.05));
        }
        double iteration = TIMED_SECONDS / MOST;
        int iterations = run <= iteration ? MOST : FEW;
        return new Repetitions(
                profile.forks(),
                Math.max(WARMUP_SECONDS, run),
                iterations,
                Math.max(TIMED_SECONDS / iterations, run));
    }

    /** The fewest that say anything: a run to warm up, two timed. */
    static Repetitions least(Pairing pairing) {
        double run = pairing.milliseconds() / 1000;
        return new Repetitions(1, Math.max(WARMUP_SECONDS, run), FEWEST, Math.max(0.05, run));
    }

    /** What a pairing must have to be timed at all: a contender half of what it should have. */
    static Repetitions needed(Pairing pairing, Profile profile) {
        Repetitions least = least(pairing);
        return hopeless(pairing) ? least : between(least, wanted(pairing, profile), 0.5);
    }

    /** The same with a warm-up of so many seconds at least. */
    Repetitions warmedUp(double seconds) {
        return new Repetitions(
                forks, Math.max(seconds, warmupSeconds), iterations, iterationSeconds);
    }

    /** Whether it cannot win. */
    static boolean hopeless(Pairing pairing) {
        return pairing.slowdown() > HOPELESS;
    }

    /** Between two, the second at share 1. */
    static Repetitions between(Repetitions few, Repetitions many, double share) {
        return new Repetitions(
                many.forks,
                between(few.warmupSeconds, many.warmupSeconds, share),
                (int) Math.round(between(few.iterations, many.iterations, share)),
                between(few.iterationSeconds, many.iterationSeconds, share));
    }

    /** About how long all of it takes. */
    double seconds(Pairing pairing) {
        long floats =
                2 * pairing.shape().weights().count()
                        + pairing.shape().input().count()
                        + pairing.shape().output().count();
        return forks
                * (JVM_SECONDS
                        + SECONDS_PER_FLOAT * floats
                        + COMPILING_SECONDS
                        + COMPILING_RUNS * pairing.milliseconds() / 1000
                        + warmupSeconds
                        + iterations * iterationSeconds);
    }

    private static double between(double least, double wanted, double share) {
        return least + share * (wanted - least);
    }
}
