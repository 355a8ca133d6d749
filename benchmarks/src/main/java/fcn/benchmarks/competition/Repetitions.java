package fcn.benchmarks.competition;

/**
 * How often JMH repeats a run: in each of {@code forks} JVMs a warm-up of some seconds, then
 * iterations of some seconds each, every one at least one run.
 */
record Repetitions(int forks, double warmupSeconds, int iterations, double iterationSeconds) {
    private static final int MOST = 10;
    private static final int FEW = 5;
    private static final int FEWEST = 2;

    /** Slower than the fastest by this factor: cannot win, is timed on few repetitions. */
    private static final double HOPELESS = 3;

    /**
     * A busy machine's compiler was seen to take more than a second over a kernel of short runs.
     */
    private static final double WARMUP_SECONDS = 1.5;

    private static final double TIMED_SECONDS = 1.0;
    private static final double JVM_SECONDS = 1.0;

    /** Filling, packing and first touching weights and maps, seconds a float. */
    private static final double SECONDS_PER_FLOAT = 12e-9;

    /** All that a pairing should have. */
    static Repetitions wanted(Pairing pairing, Profile profile) {
        double run = pairing.milliseconds() / 1000;
        if (profile == Profile.QUICK && hopeless(pairing)) {
            return new Repetitions(1, Math.max(WARMUP_SECONDS / 2, run), FEW, Math.max(run, 0.05));
        }
        double iteration = TIMED_SECONDS / MOST;
        int iterations = run <= iteration ? MOST : FEW;
        return new Repetitions(
                profile.forks(),
                Math.max(WARMUP_SECONDS, 2 * run),
                iterations,
                Math.max(TIMED_SECONDS / iterations, run));
    }

    /** The fewest that say anything: a run to warm up, two timed. */
    static Repetitions least(Pairing pairing) {
        double run = pairing.milliseconds() / 1000;
        return new Repetitions(1, Math.max(0.2, run), FEWEST, Math.max(0.05, run));
    }

    /**
     * What a pairing must have to be timed at all: a contender the whole warm-up, lest runs of code
     * that is not compiled count, and half of the rest of what it should have.
     */
    static Repetitions needed(Pairing pairing, Profile profile) {
        if (hopeless(pairing)) {
            return least(pairing);
        }
        Repetitions wanted = wanted(pairing, profile);
        Repetitions half = between(least(pairing), wanted, 0.5);
        return new Repetitions(
                half.forks, wanted.warmupSeconds, half.iterations, half.iterationSeconds);
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
                        + warmupSeconds
                        + iterations * iterationSeconds);
    }

    private static double between(double least, double wanted, double share) {
        return least + share * (wanted - least);
    }
}
