package fcn.kernels.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Evidence that no choice costs less than {@link #bound}: for each node in turn a claim of what it
 * adds at least, whatever its neighbours' states. Each claim can be checked by itself, whoever made
 * it: an entry holds when no state of its node undercuts it.
 */
public final class Certificate {
    private static final double ROUNDING = 1e-9;

    private final List<CostTable> claims;

    Certificate(List<CostTable> claims) {
        this.claims = List.copyOf(claims);
    }

    /** The sum of the claims that depend on nothing. */
    public double bound() {
        double sum = 0;
        for (CostTable claim : claims) {
            sum += claim.scope().length == 0 ? claim.least()[0] : 0;
        }
        return sum;
    }

    /**
     * Checks it against a graph: that each node has its turn, that each edge and each claim counts
     * at one turn only, and that no state undercuts a claim.
     *
     * @return how many inequalities were checked; empty where it does not hold
     */
    public OptionalLong check(CostGraph graph) {
        boolean[] gone = new boolean[graph.size()];
        List<CostTable> open = new ArrayList<>();
        long checked = 0;
        for (CostTable claim : claims) {
            int node = claim.node();
            if (gone[node]) {
                return OptionalLong.empty();
            }
            gone[node] = true;
            List<Integer> later =
                    graph.neighbours(node).stream().filter(other -> !gone[other]).toList();
            List<CostTable> earlier = open.stream().filter(table -> table.covers(node)).toList();
            open.removeAll(earlier);
            if (!later.stream().allMatch(claim::covers) || !within(claim, node, earlier)) {
                return OptionalLong.empty();
            }
            int[] states = new int[graph.size()];
            for (int entry = 0; entry < claim.least().length; entry++) {
                claim.place(entry, states);
                for (int state = 0; state < graph.states(node); state++) {
                    states[node] = state;
                    double cost = graph.cost(node, state);
                    for (int other : later) {
                        cost += graph.cost(node, state, other, states[other]);
                    }
                    for (CostTable table : earlier) {
                        cost += table.at(states);
                    }
                    checked++;
                    if (claim.least()[entry] > cost + ROUNDING * (1 + Math.abs(cost))) {
                        return OptionalLong.empty();
                    }
                }
            }
            open.add(claim);
        }
        return claims.size() == graph.size() ? OptionalLong.of(checked) : OptionalLong.empty();
    }

    /** Whether what was claimed earlier depends on nothing but the node and this claim's scope. */
    private static boolean within(CostTable claim, int node, List<CostTable> earlier) {
        for (CostTable table : earlier) {
            for (int other : table.scope()) {
                if (other != node && !claim.covers(other)) {
                    return false;
                }
            }
        }
        return true;
    }
}
