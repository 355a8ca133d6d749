package fcn.kernels.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that share out numbered tasks. The caller is thread 0 and works too; a
 * team of one starts no thread. Each thread has a range of the tasks, takes them one at a time in
 * order, and when it has none left the last ones of others' ranges (Blumofe and Leiserson,
 * Scheduling multithreaded computations by work stealing, 1999): what threads write at the same
 * time then lies far apart in memory. A thread that wakes too late to take one is not waited for.
 * Running allocates nothing.
 *
 * <p>One caller at a time: {@link #run} is not reentrant.
 */
public final class Team implements AutoCloseable {
    /** How long a waiting thread spins before it sleeps: the pause between a network's layers. */
    private static final long SPIN_NANOS = 50_000;

    /** Longs from a thread's range to the next: two lines of a cache, which may come together. */
    private static final int APART = 16;

    private final Thread[] workers;

    /**
     * Tasks that nobody has taken, a range for each thread, {@code first << 32 | end}. Whoever
     * makes it smaller owns a task of the run that is on.
     */
    private final AtomicLongArray untaken;

    /** Tasks that are not done; above 0 from the first to the last of a run. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;

    /** Written before {@link #untaken} is filled, read after a task was taken from it. */
    private Task task;

    private volatile Thread caller;

    /**
     * Starts {@code threads - 1} daemon threads.
     *
     * @throws IllegalArgumentException when {@code threads} is below 1
     */
    public Team(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a team needs at least 1 thread, not " + threads);
        }
        untaken = new AtomicLongArray((threads + 1) * APART);
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
     * Runs tasks 0 to {@code count - 1} and returns when all are done. When one throws, on
     * whichever thread, the tasks under way are finished, the others dropped, and the first
     * exception is thrown on.
     *
     * @throws IllegalStateException when the team is at work already: a task calls this again
     */
    public void run(int count, Task work) {
        if (workers.length == 0 || count <= 1) {
            for (int i = 0; i < count; i++) {
                work.run(i, 0);
            }
            return;
        }
        if (!unfinished.compareAndSet(0, count)) {
            throw new IllegalStateException("the team is at work already");
        }
        task = work;
        caller = Thread.currentThread();
        int first = 0;
        for (int i = 0; i < threads(); i++) {
            int end = (int) ((long) count * (i + 1) / threads());
            untaken.set(at(i), range(first, end));
            first = end;
        }
        for (int i = 0; i < Math.min(workers.length, count - 1); i++) {
            LockSupport.unpark(workers[i]);
        }
        take(0);
        await();
        Throwable thrown = failure.getAndSet(null);
        switch (thrown) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException("a task failed", thrown);
        }
    }

    private static int at(int thread) {
        return (thread + 1) * APART;
    }

    private static long range(int first, int end) {
        return (long) first << 32 | end;
    }

    private static int first(long range) {
        return (int) (range >> 32);
    }

    private static int end(long range) {
        return (int) range;
    }

    private void await() {
        long start = System.nanoTime();
        while (unfinished.get() > 0) {
            if (System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        task = null;
        caller = null;
    }

    private void serve(int thread) {
        while (!closed) {
            take(thread);
            long start = System.nanoTime();
            while (nothingLeft() && !closed) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }
    }

    private boolean nothingLeft() {
        for (int i = 0; i < threads(); i++) {
            if (left(untaken.get(at(i))) > 0) {
                return false;
            }
        }
        return true;
    }

    private static int left(long range) {
        return end(range) - first(range);
    }

    /**
     * Does the thread's own tasks from the first on, then those of the next threads from the last.
     */
    private void take(int thread) {
        for (int i = 0; i < threads(); i++) {
            int owner = (thread + i) % threads();
            int at = at(owner);
            for (long range = untaken.get(at); left(range) > 0; range = untaken.get(at)) {
                boolean own = owner == thread;
                int first = first(range);
                int end = end(range);
                long less = own ? range(first + 1, end) : range(first, end - 1);
                if (untaken.compareAndSet(at, range, less)) {
                    perform(own ? first : end - 1, thread);
                }
            }
        }
    }

    /** Does a task; after one that throws, those that nobody has taken are dropped. */
    private void perform(int index, int thread) {
        try {
            task.run(index, thread);
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            for (int i = 0; i < threads(); i++) {
                unfinished.addAndGet(-left(untaken.getAndSet(at(i), 0)));
            }
        } finally {
            if (unfinished.decrementAndGet() == 0 && thread != 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    /** Ends the threads; what is still run is done by the caller alone. */
    @Override
    public void close() {
        closed = true;
        for (Thread worker : workers) {
            LockSupport.unpark(worker);
        }
    }
}
