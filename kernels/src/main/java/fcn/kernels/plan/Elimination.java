package fcn.kernels.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cheapest choice, exactly, by dynamic programming over the graph: one node after the other is
 * replaced by a table of what it adds at least, over the states of its neighbours (Bertelè and
 * Brioschi, Nonserial dynamic programming, 1972). The node with the smallest table goes first; time
 * and memory grow with the largest, exponentially with the graph's tree-width.
 */
final class Elimination {
    /** Entries of a table beyond which it is not worth it: 32 MB. */
    static final long LARGEST_TABLE = 1 << 22;

    /** A node's turn: the tables that it takes in, and the one that it leaves. */
    record Turn(CostTable table, List<CostTable> taken) {
        int node() {
            return table.node();
        }

        /** All that is settled once the node and its scope have states. */
        double settled(CostGraph graph, int[] states) {
            double sum = graph.cost(node(), states[node()]);
            for (int other : table.scope()) {
                sum += graph.cost(node(), states[node()], other, states[other]);
            }
            for (CostTable earlier : taken) {
                sum += earlier.at(states);
            }
            return sum;
        }
    }

    private final CostGraph graph;
    private final List<Turn> turns = new ArrayList<>();

    private Elimination(CostGraph graph) {
        this.graph = graph;
    }

    /** Eliminates all nodes; empty where a table would exceed that many entries. */
    static Optional<Elimination> of(CostGraph graph, long largest) {
        Elimination elimination = new Elimination(graph);
        List<Set<Integer>> adjacent = new ArrayList<>();
        Set<Integer> left = new TreeSet<>();
        for (int i = 0; i < graph.size(); i++) {
            adjacent.add(new TreeSet<>(graph.neighbours(i)));
            left.add(i);
        }
        List<CostTable> waiting = new ArrayList<>();
        while (!left.isEmpty()) {
            int next = -1;
            double smallest = Double.POSITIVE_INFINITY;
            for (int node : left) {
                double entries = graph.states(node);
                for (int other : adjacent.get(node)) {
                    entries *= graph.states(other);
                }
                if (entries < smallest) {
                    smallest = entries;
                    next = node;
                }
            }
            if (smallest > largest) {
                return Optional.empty();
            }
            left.remove(next);
            Set<Integer> scope = adjacent.get(next);
            for (int node : scope) {
                adjacent.get(node).addAll(scope);
                adjacent.get(node).remove(node);
                adjacent.get(node).remove(next);
            }
            elimination.eliminate(
                    next, scope.stream().mapToInt(Integer::intValue).toArray(), waiting);
        }
        return Optional.of(elimination);
    }

    private void eliminate(int node, int[] scope, List<CostTable> waiting) {
        List<CostTable> taken = waiting.stream().filter(table -> table.covers(node)).toList();
        waiting.removeAll(taken);
        CostTable table = CostTable.over(graph, node, scope);
        Turn turn = new Turn(table, taken);
        int[] states = new int[graph.size()];
        for (int entry = 0; entry < table.least().length; entry++) {
            table.place(entry, states);
            double least = Double.POSITIVE_INFINITY;
            for (int state = 0; state < graph.states(node); state++) {
                states[node] = state;
                least = Math.min(least, turn.settled(graph, states));
            }
            table.least()[entry] = least;
        }
        waiting.add(table);
        turns.add(turn);
    }

    /** The nodes' turns, in the order in which they went. */
    List<Turn> turns() {
        return turns;
    }

    /** What the cheapest choice costs; infinite where there is none. */
    double least() {
        double sum = 0;
        for (Turn turn : turns) {
            sum += turn.table().scope().length == 0 ? turn.table().least()[0] : 0;
        }
        return sum;
    }

    /** A cheapest choice: states found in the opposite order. */
    int[] choice() {
        int[] states = new int[graph.size()];
        for (Turn turn : turns.reversed()) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int state = 0; state < graph.states(turn.node()); state++) {
                states[turn.node()] = state;
                double settled = turn.settled(graph, states);
                if (settled < least) {
                    least = settled;
                    best = state;
                }
            }
            states[turn.node()] = best;
        }
        return states;
    }

    Certificate certificate() {
        return new Certificate(turns.stream().map(Turn::table).toList());
    }
}
