package fcn.benchmarks.competition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Shares out the time that is left. Everybody gets what is needed and, of the rest, an equal share
 * of what is wanted beyond; where the needs alone take too long, kernels that cannot win are left
 * out, the costliest first, then the slowest; the fastest on a shape never, nor the fastest that
 * scatters and the fastest that gathers.
 */
final class Budget {
    private final Profile profile;
    private final Set<Pairing> leftOut = new HashSet<>();
    private final double share;
    private final double seconds;

    Budget(List<Pairing> pairings, Profile profile, double available) {
        this.profile = profile;
        double needed = 0;
        double wanted = 0;
        for (Pairing pairing : pairings) {
            needed += needed(pairing);
            wanted += wanted(pairing);
        }
        List<Pairing> dispensable = new ArrayList<>(pairings);
        dispensable.removeIf(Pairing::leads);
        dispensable.sort(
                Comparator.comparingInt((Pairing p) -> Repetitions.hopeless(p) ? 0 : 1)
                        .thenComparingDouble(
                                p -> Repetitions.hopeless(p) ? -needed(p) : -p.slowdown()));
        for (Pairing pairing : dispensable) {
            if (needed <= available) {
                break;
            }
            leftOut.add(pairing);
            needed -= needed(pairing);
            wanted -= wanted(pairing);
        }
        double beyond = Math.max(0, wanted - needed);
        share =
                wanted <= available
                        ? 1
                        : Math.clamp((available - needed) / Math.max(beyond, 1e-9), 0, 1);
        seconds = needed + share * beyond;
    }

    /** Whether there is no time for it. */
    boolean leavesOut(Pairing pairing) {
        return leftOut.contains(pairing);
    }

    Repetitions repetitions(Pairing pairing) {
        return Repetitions.between(
                Repetitions.needed(pairing, profile), Repetitions.wanted(pairing, profile), share);
    }

    /** About what all that are not left out take. */
    double seconds() {
        return seconds;
    }

    private double needed(Pairing pairing) {
        return Repetitions.needed(pairing, profile).seconds(pairing);
    }

    private double wanted(Pairing pairing) {
        return Repetitions.wanted(pairing, profile).seconds(pairing);
    }
}
