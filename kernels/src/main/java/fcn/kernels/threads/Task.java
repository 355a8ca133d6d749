package fcn.kernels.threads;

/** Work that falls into numbered tasks that may run in any order and at once. */
@FunctionalInterface
public interface Task {
    /**
     * Does task {@code index} on the team's thread {@code thread} (0 is the caller), which owns its
     * workspace slice.
     */
    void run(int index, int thread);
}
