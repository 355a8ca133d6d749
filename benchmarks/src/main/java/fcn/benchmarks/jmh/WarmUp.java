package fcn.benchmarks.jmh;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs something until the JVM has compiled it. In pauses between the runs only compilers run, so
 * they are done when the process takes no more CPU time; and they have the cores to themselves.
 */
public final class WarmUp {
    /** Runs before a pause. */
    private static final long ROUND_NANOS = 50_000_000;

    /** Rounds that leave nothing to compile end it, so many of them and so long, */
    private static final int IDLE_ROUNDS = 3;

    private static final long IDLE_NANOS = 200_000_000;

    /** or so long: code that is still interpreted reaches the compiler sooner. */
    private static final long LONG_NANOS = 600_000_000;

    /** Several ticks of the clock of CPU time, 10 ms on Linux. */
    private static final long PAUSE_NANOS = 30_000_000;

    /** Where it is, Linux may hand what processes free on to a host. */
    private static final Path REPORTS_FREE_PAGES = Path.of("/sys/module/page_reporting");

    /**
     * It does so two seconds later, and then takes all cores, a quarter of a second for a gigabyte.
     */
    private static final long HANDED_ON_MILLISECONDS = 2500;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private WarmUp() {}

    /** Runs it at least once, and for at most about so many milliseconds. */
    public static void untilCompiled(Runnable run, double most) {
        long end = System.nanoTime() + nanos(most);
        long idle = 0;
        int rounds = 0;
        while (System.nanoTime() < end && idle < (rounds < IDLE_ROUNDS ? LONG_NANOS : IDLE_NANOS)) {
            long round = System.nanoTime();
            long ran;
            do {
                run.run();
                ran = System.nanoTime() - round;
            } while (ran < ROUND_NANOS && System.nanoTime() < end);
            boolean waited = waits(end);
            idle = waited ? 0 : idle + ran;
            rounds = waited ? 0 : rounds + 1;
        }
    }

    /** Waits until what the process before this one freed is with the host, if there is one. */
    static void untilFreedIsHandedOn() {
        untilFreedIsHandedOn(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    /** The same for what was freed so many milliseconds ago. */
    public static void untilFreedIsHandedOn(long age) {
        long left = handingOn(Files.exists(REPORTS_FREE_PAGES), age);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Milliseconds that a process of such an age, begun when another had ended, has to wait. */
    static long handingOn(boolean reportsFreePages, long age) {
        return reportsFreePages ? Math.max(0, HANDED_ON_MILLISECONDS - age) : 0;
    }

    /**
     * Waits until nothing of this process runs, no compiler and no pool that spins before it
     * sleeps; for at most about so many milliseconds.
     */
    public static void untilNothingRuns(double most) {
        waits(System.nanoTime() + nanos(most));
    }

    private static long nanos(double milliseconds) {
        return (long) (milliseconds * TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** Waits until nothing runs; false where that was so from the first. */
    private static boolean waits(long end) {
        boolean waited = false;
        while (System.nanoTime() < end) {
            long before = PROCESS.getProcessCpuTime();
            LockSupport.parkNanos(PAUSE_NANOS);
            if (PROCESS.getProcessCpuTime() - before < PAUSE_NANOS / 2) {
                return waited;
            }
            waited = true;
        }
        return waited;
    }
}
