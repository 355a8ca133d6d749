package fcn.kernels.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A partitioned Boolean quadratic problem: one state for each node, paid for at the nodes and along
 * the edges (Scholz and Eckstein, Register allocation for irregular architectures, 2002). An
 * infinite cost forbids.
 */
public final class CostGraph {
    private final List<double[]> nodes = new ArrayList<>();

    /** By the smaller end, then the larger: rows are the smaller end's states. */
    private final Map<Integer, Map<Integer, double[][]>> edges = new HashMap<>();

    /** Adds a node with a cost for each of its states; gives its number, counted from 0. */
    public int add(double... costs) {
        if (costs.length == 0) {
            throw new IllegalArgumentException("a node needs a state");
        }
        nodes.add(costs.clone());
        return nodes.size() - 1;
    }

    /**
     * Adds to the costs between two different nodes.
     *
     * @param costs by the state of {@code a}, then that of {@code b}
     */
    public void connect(int a, int b, double[][] costs) {
        if (a == b || costs.length != states(a) || costs[0].length != states(b)) {
            throw new IllegalArgumentException("no costs between " + a + " and " + b);
        }
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        double[][] sum =
                edges.computeIfAbsent(low, i -> new HashMap<>())
                        .computeIfAbsent(high, i -> new double[states(low)][states(high)]);
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += a < b ? costs[i][j] : costs[j][i];
            }
        }
    }

    public int size() {
        return nodes.size();
    }

    public int states(int node) {
        return nodes.get(node).length;
    }

    /** Cost of a node in a state. */
    public double cost(int node, int state) {
        return nodes.get(node)[state];
    }

    /** Cost between two nodes in their states; 0 where nothing connects them. */
    public double cost(int a, int stateA, int b, int stateB) {
        double[][] costs = edges.getOrDefault(Math.min(a, b), Map.of()).get(Math.max(a, b));
        if (costs == null) {
            return 0;
        }
        return a < b ? costs[stateA][stateB] : costs[stateB][stateA];
    }

    /** The nodes that share an edge with a node, in order. */
    public List<Integer> neighbours(int node) {
        List<Integer> found = new ArrayList<>();
        edges.forEach(
                (low, others) -> {
                    if (low == node) {
                        found.addAll(others.keySet());
                    } else if (others.containsKey(node)) {
                        found.add(low);
                    }
                });
        Collections.sort(found);
        return found;
    }

    /** What a state for each node costs in all. */
    public double cost(int[] choice) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += nodes.get(i)[choice[i]];
        }
        for (var from : edges.entrySet()) {
            for (var to : from.getValue().entrySet()) {
                sum += to.getValue()[choice[from.getKey()]][choice[to.getKey()]];
            }
        }
        return sum;
    }

    /** What any choice costs at least: the cheapest of each node and of each edge. */
    double floor() {
        double sum = 0;
        for (double[] costs : nodes) {
            sum += Arrays.stream(costs).min().orElseThrow();
        }
        for (var from : edges.values()) {
            for (double[][] costs : from.values()) {
                sum += Arrays.stream(costs).flatMapToDouble(Arrays::stream).min().orElseThrow();
            }
        }
        return sum;
    }

    /**
     * This graph, no more to be connected, with more to pay at the nodes: {@code weight} times
     * {@code more}.
     */
    public CostGraph plus(double weight, double[][] more) {
        CostGraph sum = new CostGraph();
        for (int i = 0; i < size(); i++) {
            double[] costs = nodes.get(i).clone();
            for (int state = 0; weight != 0 && state < costs.length; state++) {
                costs[state] += weight * more[i][state];
            }
            sum.nodes.add(costs);
        }
        sum.edges.putAll(edges); // shared: a graph is connected before it is copied
        return sum;
    }

    /** The same graph with one node held in a state. */
    public CostGraph fixed(int node, int state) {
        CostGraph fixed = plus(0, new double[0][]);
        double[] costs = fixed.nodes.get(node);
        for (int i = 0; i < costs.length; i++) {
            costs[i] = i == state ? costs[i] : Double.POSITIVE_INFINITY;
        }
        return fixed;
    }
}
