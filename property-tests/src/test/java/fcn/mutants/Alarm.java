package fcn.mutants;

/** Rings where a mutant runs on: every loop of a mutant asks. */
public final class Alarm {
    private static volatile boolean rung;

    private Alarm() {}

    /** What loops and lambdas of mutants call. */
    public static void ask() {
        if (rung) {
            throw new RunsOn();
        }
    }

    static void set(boolean rings) {
        rung = rings;
    }

    /** The mutant did not end in time. */
    static final class RunsOn extends RuntimeException {
        RunsOn() {
            super("runs on", null, false, false);
        }
    }
}
