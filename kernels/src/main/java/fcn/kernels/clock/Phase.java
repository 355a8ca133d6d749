package fcn.kernels.clock;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a thread of a kernel is busy with. Clocked only in a JVM started with {@code
 * -Dfcn.phases=true}; in all others {@link #begin} is a constant's test that the compiler removes.
 */
public enum Phase {
    /** Patches are copied side by side. */
    PACK,
    /** Winograd: tiles of the input become points. */
    TRANSFORM_INPUT,
    /** Winograd: weights become points, where that is not done beforehand. */
    TRANSFORM_WEIGHTS,
    /** Multiply-adds. */
    MULTIPLY,
    /** Winograd: points become tiles of the output, with bias and ReLU. */
    TRANSFORM_OUTPUT,
    /** Sums become outputs, with bias and ReLU. */
    STORE;

    private static final boolean CLOCKED = Boolean.getBoolean("fcn.phases");
    private static final List<Clock> CLOCKS = new CopyOnWriteArrayList<>();
    private static final ThreadLocal<Clock> CLOCK = ThreadLocal.withInitial(Clock::new);

    /** A thread's: since when it is in which phase, and the sums. */
    private static final class Clock {
        private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
        private Phase phase;
        private long since;

        Clock() {
            CLOCKS.add(this);
        }

        void change(Phase next) {
            long now = System.nanoTime();
            if (phase != null) {
                nanos.merge(phase, now - since, Long::sum);
            }
            phase = next;
            since = now;
        }
    }

    /** The calling thread leaves the phase it was in, if any, and begins this one. */
    public void begin() {
        if (CLOCKED) {
            CLOCK.get().change(this);
        }
    }

    /** The calling thread leaves its phase. */
    public static void end() {
        if (CLOCKED) {
            CLOCK.get().change(null);
        }
    }

    /** Whether this JVM clocks phases. */
    public static boolean clocked() {
        return CLOCKED;
    }

    /**
     * Nanoseconds that all threads together spent in this phase since the last call. Called between
     * runs, when no thread is in a phase.
     */
    public long drain() {
        long sum = 0;
        for (Clock clock : CLOCKS) {
            Long nanos = clock.nanos.remove(this);
            sum += nanos == null ? 0 : nanos;
        }
        return sum;
    }
}
