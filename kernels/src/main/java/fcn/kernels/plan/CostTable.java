package fcn.kernels.plan;

import java.util.Arrays;

/**
 * The least that an eliminated node adds, with all that was eliminated before it, for each choice
 * of states of its neighbours at that time.
 */
final class CostTable {
    private final int node;
    private final int[] scope;

    /** Distance in {@link #least} between two states of each node of the scope. */
    private final int[] strides;

    private final double[] least;

    private CostTable(int node, int[] scope, int[] strides, double[] least) {
        this.node = node;
        this.scope = scope;
        this.strides = strides;
        this.least = least;
    }

    /** The eliminated node. */
    int node() {
        return node;
    }

    /** Its neighbours then. */
    int[] scope() {
        return scope;
    }

    /** By the scope's states. */
    double[] least() {
        return least;
    }

    static CostTable over(CostGraph graph, int node, int[] scope) {
        int[] strides = new int[scope.length];
        int entries = 1;
        for (int i = scope.length - 1; i >= 0; i--) {
            strides[i] = entries;
            entries *= graph.states(scope[i]);
        }
        return new CostTable(node, scope, strides, new double[entries]);
    }

    double at(int[] states) {
        int index = 0;
        for (int i = 0; i < scope.length; i++) {
            index += strides[i] * states[scope[i]];
        }
        return least[index];
    }

    /** Sets the scope's states to those of an entry. */
    void place(int entry, int[] states) {
        int rest = entry;
        for (int i = 0; i < scope.length; i++) {
            states[scope[i]] = rest / strides[i];
            rest %= strides[i];
        }
    }

    boolean covers(int other) {
        return Arrays.stream(scope).anyMatch(i -> i == other);
    }
}
