package fcn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

class NobodyGoesOnWhileAThreadSpins {
    private static final long SPINS_NANOS = 300_000_000;

    @Test
    void untilItSleeps() throws InterruptedException {
        AtomicLong ended = new AtomicLong(Long.MAX_VALUE);
        Thread spinner = spinning(ended, () -> true);
        WarmUp.untilNothingRuns(10_000);
        assertThat(System.nanoTime()).isGreaterThan(ended.get());
        spinner.join();
    }

    @Test
    void butForEver() throws InterruptedException {
        AtomicLong ended = new AtomicLong(Long.MAX_VALUE);
        AtomicLong waited = new AtomicLong();
        Thread spinner = spinning(ended, () -> waited.get() > 0);
        WarmUp.untilNothingRuns(SPINS_NANOS / 1e6);
        assertThat(ended).hasValue(Long.MAX_VALUE);
        waited.set(1);
        spinner.join();
    }

    /** A thread that runs for some time, and on until it may end. */
    private static Thread spinning(AtomicLong ended, BooleanSupplier mayEnd) {
        long start = System.nanoTime();
        return Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            while (System.nanoTime() - start < SPINS_NANOS
                                    || !mayEnd.getAsBoolean()) {
                                Thread.onSpinWait();
                            }
                            ended.set(System.nanoTime());
                        });
    }
}
