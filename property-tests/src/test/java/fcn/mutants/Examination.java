package fcn.mutants;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Tries a law on one trial of a mutant, in bounded time. */
final class Examination {
    private static final long SECONDS = 10;
    private static final long GRACE_SECONDS = 30;

    private Examination() {}

    /** What a law says of the mutant, or null where it holds. */
    static Throwable of(BiConsumer<Integer, String> laws, int law, String trial)
            throws InterruptedException {
        Throwable[] found = new Throwable[1];
        CountDownLatch done = new CountDownLatch(1);
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        laws.accept(law, trial);
                                    } catch (Throwable thrown) {
                                        found[0] = thrown;
                                    } finally {
                                        done.countDown();
                                    }
                                });
        if (!done.await(SECONDS, TimeUnit.SECONDS)) {
            Alarm.set(true);
            boolean ended = done.await(GRACE_SECONDS, TimeUnit.SECONDS);
            Alarm.set(false);
            if (!ended) {
                thread.interrupt();
                return new Alarm.RunsOn();
            }
        }
        return found[0];
    }
}
