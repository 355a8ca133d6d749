package fcn.benchmarks.competition;

/** How thoroughly. */
public enum Profile {
    /**
     * One JVM for each pair of kernel and shape, all in ten minutes on two cores, the roofs before
     * and the winners' phases after it included.
     */
    QUICK(1, 480),
    /** Five JVMs each, without a limit. */
    FULL(5, Double.POSITIVE_INFINITY);

    private final int forks;
    private final double seconds;

    Profile(int forks, double seconds) {
        this.forks = forks;
        this.seconds = seconds;
    }

    int forks() {
        return forks;
    }

    /** The whole budget, unless another is asked for. */
    public double seconds() {
        return seconds;
    }
}
