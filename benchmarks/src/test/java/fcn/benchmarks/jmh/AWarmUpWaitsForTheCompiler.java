package fcn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class AWarmUpWaitsForTheCompiler {
    /** Without waiting, a warm-up would be over in a third of it. */
    private static final long COMPILING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final double FOREVER = 20_000;

    private final AtomicInteger runs = new AtomicInteger();
    private int runsBefore;

    /** A thread that takes CPU time while nothing is run, as the compilers' do. */
    private final Thread compiler =
            new Thread(
                    () -> {
                        spin(COMPILING_NANOS);
                        runsBefore = runs.get();
                    });

    @Test
    void andThenRunsAgain() throws InterruptedException {
        WarmUp.untilCompiled(
                () -> {
                    if (runs.getAndIncrement() == 0) {
                        compiler.start();
                    }
                    spin(TimeUnit.MILLISECONDS.toNanos(1));
                },
                FOREVER);

        assertThat(compiler.isAlive()).isFalse();
        compiler.join();
        assertThat(runs.get()).isGreaterThan(runsBefore);
    }

    @Test
    void whoseTimeIsUpIsNotWaitedFor() throws InterruptedException {
        WarmUp.untilCompiled(
                () -> {
                    runs.incrementAndGet();
                    compiler.start();
                    spin(TimeUnit.MILLISECONDS.toNanos(5));
                },
                1);

        assertThat(runs.get()).isEqualTo(1);
        assertThat(compiler.isAlive()).isTrue();
        compiler.join();
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
