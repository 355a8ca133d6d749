package fcn.laws;

import fcn.kernels.threads.Team;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Teams of threads, one of each size, for all tests. */
public final class Teams {
    private static final Map<Integer, Team> ALL = new ConcurrentHashMap<>();

    private Teams() {}

    public static Team of(int threads) {
        return ALL.computeIfAbsent(threads, Team::new);
    }
}
