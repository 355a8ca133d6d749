package fcn.kernels.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** A team runs each task of each run once, before the run returns, for any number of threads. */
class EveryTaskRunsOnce {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyTaskOfEveryRun(int threads) {
        try (Team team = new Team(threads)) {
            for (int run = 0; run < 20_000; run++) {
                int count = run % 13;
                AtomicIntegerArray done = new AtomicIntegerArray(13);
                team.run(
                        count,
                        (index, thread) -> {
                            assertThat(thread).isBetween(0, threads - 1);
                            done.incrementAndGet(index);
                        });
                for (int i = 0; i < 13; i++) {
                    assertThat(done.get(i))
                            .as("task %s of %s", i, count)
                            .isEqualTo(i < count ? 1 : 0);
                }
            }
        }
    }

    @Test
    void afterItsThreadsWentToSleep() {
        try (Team team = new Team(2)) {
            for (int run = 0; run < 50; run++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                AtomicInteger done = new AtomicInteger();
                team.run(3, (index, thread) -> done.incrementAndGet());
                assertThat(done).hasValue(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void butNoneIsBegunAfterOneFailed(int threads) {
        try (Team team = new Team(threads)) {
            for (int run = 0; run < 500; run++) {
                int bad = run % 40;
                assertThatThrownBy(
                                () ->
                                        team.run(
                                                40,
                                                (index, thread) -> {
                                                    if (index == bad) {
                                                        throw new ArithmeticException(
                                                                "task " + bad);
                                                    }
                                                }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("task " + bad);
                AtomicInteger done = new AtomicInteger();
                team.run(40, (index, thread) -> done.incrementAndGet());
                assertThat(done).hasValue(40);
            }
        }
    }

    @Test
    void notInsideATask() {
        try (Team team = new Team(2)) {
            assertThatThrownBy(() -> team.run(2, (i, t) -> team.run(2, (j, u) -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("at work");
        }
    }

    @Test
    void byTheCallerAloneOnceClosed() {
        Team team = new Team(3);
        team.close();
        AtomicInteger done = new AtomicInteger();
        team.run(100, (index, thread) -> done.incrementAndGet());
        assertThat(done).hasValue(100);
    }
}
