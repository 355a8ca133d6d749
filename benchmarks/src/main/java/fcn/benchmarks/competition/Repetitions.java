package fcn.benchmarks.competition;

/**
 * How often JMH repeats a run: in each of {@code forks} JVMs, once the kernel has been compiled,
 * {@code warmups} and then {@code iterations} of some seconds each, every one at least one run.
 */
record Repetitions(
        int forks, int warmups, double warmupSeconds, int iterations, double iterationSeconds) {
    /**
     * After its first iteration JMH loads and compiles what hands on results, which takes a core
     * from the second: that one is to be a warm-up too, unless it is long.
     */
    private static final int WARMUPS = 2;

    private static final int MOST = 10;
    private static final int FEW = 5;
    private static final int FEWEST = 2;

    /** Slower than the fastest by this factor: cannot win, is timed on few repetitions. */
    private static final double HOPELESS = 3;

    /** Of all of JMH's warm-ups, after the kernel has been compiled. */
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
            return of(1, run, FEW, 0.05);
        }
        double iteration = TIMED_SECONDS / MOST;
        int iterations = run <= iteration ? MOST : FEW;
        return of(profile.forks(), run, iterations, TIMED_SECONDS / iterations);
    }

    /** The fewest that say anything: a run to warm up, two timed. */
    static Repetitions least(Pairing pairing) {
        double run = pairing.milliseconds() / 1000;
        return of(1, run, FEWEST, 0.05);
    }

    /** Of a run of some seconds, in iterations of at least so many. */
    private static Repetitions of(int forks, double run, int iterations, double iterationSeconds) {
        int warmups = WARMUPS * run <= WARMUP_SECONDS ? WARMUPS : 1;
        return new Repetitions(
                forks,
                warmups,
                Math.max(WARMUP_SECONDS / warmups, run),
                iterations,
                Math.max(iterationSeconds, run));
    }

    /** What a pairing must have to be timed at all: a contender half of what it should have. */
    static Repetitions needed(Pairing pairing, Profile profile) {
        Repetitions least = least(pairing);
        return hopeless(pairing) ? least : between(least, wanted(pairing, profile), 0.5);
    }

    /** The same with warm-ups of so many seconds at least, all together. */
    Repetitions warmedUp(double seconds) {
        double each = Math.max(seconds / warmups, warmupSeconds);
        return new Repetitions(forks, warmups, each, iterations, iterationSeconds);
    }

    /** Whether it cannot win. */
    static boolean hopeless(Pairing pairing) {
        return pairing.slowdown() > HOPELESS;
    }

    /** Between two, the second at share 1. */
    static Repetitions between(Repetitions few, Repetitions many, double share) {
        return new Repetitions(
                many.forks,
                many.warmups,
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
                        + warmups * warmupSeconds
                        + iterations * iterationSeconds);
    }

    private static double between(double least, double wanted, double share) {
        return least + share * (wanted - least);
    }
}
