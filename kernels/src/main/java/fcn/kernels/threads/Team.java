package fcn.kernels.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that share out numbered tasks. The caller is thread 0 and works too; a
 * team of one starts no thread. Tasks are handed out one at a time, so that whoever is done takes
 * the next. Running allocates nothing.
 *
 * <p>One caller at a time: {@link #run} is not reentrant.
 */
public final class Team implements AutoCloseable {
    /**
     * Spins before a waiting thread parks; some tens of microseconds, the pause between the layers
     * of a network.
     */
    private static final int SPINS = 1 << 14;

    private final Thread[] workers;
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private volatile boolean closed;
    private volatile Throwable failure;
    private Task task;
    private int tasks;

    /**
     * Starts {@code threads - 1} daemon threads.
     *
     * @throws IllegalArgumentException when {@code threads} is below 1
     */
    public Team(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a team needs at least 1 thread, not " + threads);
        }
        workers = new Thread[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            int thread = i + 1;
            workers[i] =
                    Thread.ofPlatform().daemon().name("fcn-" + thread).start(() -> serve(thread));
        }
    }

    /** Threads in the team, the caller's included. */
    public int threads() {
        return workers.length + 1;
    }

    /**
     * Runs tasks 0 to {@code count - 1} and returns when all are done.
     *
     * @throws IllegalStateException when a task threw on another thread (its cause), after all
     *     threads have stopped
     */
    public void run(int count, Task work) {
        if (workers.length == 0 || count == 1) {
            for (int i = 0; i < count; i++) {
                work.run(i, 0);
            }
            return;
        }
        task = work;
        tasks = count;
        next.set(0);
        working.set(workers.length);
        generation.incrementAndGet();
        for (Thread worker : workers) {
            LockSupport.unpark(worker);
        }
        try {
            take(0);
        } finally {
            next.set(count);
            while (working.get() > 0) {
                Thread.onSpinWait();
            }
            task = null;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a task failed", thrown);
        }
    }

    private void serve(int thread) {
        int seen = 0;
        while (true) {
            int spins = 0;
            while (generation.get() == seen) {
                if (closed) {
                    return;
                }
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            seen++;
            try {
                take(thread);
            } catch (Throwable t) {
                failure = t;
                next.set(tasks);
            } finally {
                working.decrementAndGet();
            }
        }
    }

    private void take(int thread) {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
            task.run(i, thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread worker : workers) {
            LockSupport.unpark(worker);
        }
    }
}
