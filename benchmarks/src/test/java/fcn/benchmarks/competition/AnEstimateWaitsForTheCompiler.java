package fcn.benchmarks.competition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class AnEstimateWaitsForTheCompiler {
    private int runs;

    @Test
    void aShortRunIsRepeatedUntilItIsCompiled() {
        assertThat(Estimate.shortest(() -> run(40, 1, 0.1), 10_000)).isLessThan(0.9);
        assertThat(runs).isGreaterThan(40);
    }

    @Test
    void runsEndOnceTheyAreSteady() {
        Estimate.shortest(() -> run(0, 1, 1), 10_000);

        assertThat(runs).isLessThan(1000);
    }

    @Test
    void runsEndWhenTheirTimeIsUp() {
        Estimate.shortest(() -> run(0, 10, 10), 15);

        assertThat(runs).isLessThanOrEqualTo(2);
    }

    /** Takes {@code slow} milliseconds at least in the first runs, {@code fast} in the others. */
    private void run(int slowRuns, double slow, double fast) {
        double milliseconds = runs++ < slowRuns ? slow : fast;
        long end = System.nanoTime() + (long) (milliseconds * TimeUnit.MILLISECONDS.toNanos(1));
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
