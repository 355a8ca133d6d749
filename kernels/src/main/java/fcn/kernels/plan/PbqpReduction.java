package fcn.kernels.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * A cheap choice by reducing the graph: a node of at most two neighbours is folded into them, which
 * loses nothing; where there is none left, the node of the most neighbours takes the state that is
 * cheapest locally (Scholz and Eckstein 2002; for layers and layouts Anderson and Gregg, Optimal
 * DNN primitive selection with partitioned Boolean quadratic programming, 2018). Fast on any graph;
 * exact where nothing had to be guessed.
 */
final class PbqpReduction {
    private final double[][] nodes;

    /** Costs by node, neighbour, and their states, kept from both sides. */
    private final TreeMap<Integer, TreeMap<Integer, double[][]>> edges = new TreeMap<>();

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final int[] choice;
    private int guesses;

    private PbqpReduction(CostGraph graph) {
        nodes = new double[graph.size()][];
        choice = new int[graph.size()];
        for (int a = 0; a < nodes.length; a++) {
            nodes[a] = new double[graph.states(a)];
            edges.put(a, new TreeMap<>());
            for (int i = 0; i < nodes[a].length; i++) {
                nodes[a][i] = graph.cost(a, i);
            }
            for (int b : graph.neighbours(a)) {
                double[][] costs = new double[graph.states(a)][graph.states(b)];
                for (int i = 0; i < costs.length; i++) {
                    for (int j = 0; j < costs[i].length; j++) {
                        costs[i][j] = graph.cost(a, i, b, j);
                    }
                }
                edges.get(a).put(b, costs);
            }
        }
    }

    /** Reduces a graph to nothing and chooses on the way back. */
    static PbqpReduction of(CostGraph graph) {
        PbqpReduction reduction = new PbqpReduction(graph);
        while (!reduction.edges.isEmpty()) {
            reduction.step();
        }
        reduction.undo.forEach(Runnable::run);
        return reduction;
    }

    int[] choice() {
        return choice;
    }

    /** Nodes whose state was chosen by looking at their neighbourhood only. */
    int guesses() {
        return guesses;
    }

    private void step() {
        int fewest = -1;
        int most = -1;
        for (int node : edges.keySet()) {
            int degree = edges.get(node).size();
            fewest = fewest < 0 || degree < edges.get(fewest).size() ? node : fewest;
            most = most < 0 || degree > edges.get(most).size() ? node : most;
        }
        if (edges.get(fewest).size() <= 2) {
            fold(fewest);
        } else {
            guess(most);
        }
    }

    /** Charges one or two neighbours what the node adds at least. */
    private void fold(int node) {
        TreeMap<Integer, double[][]> around = edges.get(node);
        if (around.isEmpty()) {
            undo.push(() -> choice[node] = cheapest(nodes[node]));
        } else {
            int a = around.firstKey();
            int b = around.lastKey();
            double[][] toA = around.get(a);
            double[][] toB = around.get(b);
            double[] own = nodes[node];
            if (a == b) {
                for (int i = 0; i < nodes[a].length; i++) {
                    double[] costs = sum(own, toA, i, null, 0);
                    nodes[a][i] += costs[cheapest(costs)];
                }
                undo.push(() -> choice[node] = cheapest(sum(own, toA, choice[a], null, 0)));
            } else {
                double[][] added = new double[nodes[a].length][nodes[b].length];
                for (int i = 0; i < added.length; i++) {
                    for (int j = 0; j < added[i].length; j++) {
                        double[] costs = sum(own, toA, i, toB, j);
                        added[i][j] = costs[cheapest(costs)];
                    }
                }
                connect(a, b, added);
                undo.push(() -> choice[node] = cheapest(sum(own, toA, choice[a], toB, choice[b])));
            }
        }
        remove(node);
    }

    private void guess(int node) {
        double[] local = nodes[node].clone();
        edges.get(node)
                .forEach(
                        (other, costs) -> {
                            for (int i = 0; i < local.length; i++) {
                                double least = Double.POSITIVE_INFINITY;
                                for (int j = 0; j < costs[i].length; j++) {
                                    least = Math.min(least, costs[i][j] + nodes[other][j]);
                                }
                                local[i] += least;
                            }
                        });
        int state = cheapest(local);
        choice[node] = state;
        guesses++;
        edges.get(node)
                .forEach(
                        (other, costs) -> {
                            for (int j = 0; j < nodes[other].length; j++) {
                                nodes[other][j] += costs[state][j];
                            }
                        });
        remove(node);
    }

    private void remove(int node) {
        edges.remove(node).keySet().forEach(other -> edges.get(other).remove(node));
    }

    private void connect(int a, int b, double[][] added) {
        double[][] there = edges.get(a).get(b);
        double[][] one = new double[added.length][added[0].length];
        double[][] other = new double[added[0].length][added.length];
        for (int i = 0; i < added.length; i++) {
            for (int j = 0; j < added[i].length; j++) {
                one[i][j] = added[i][j] + (there == null ? 0 : there[i][j]);
                other[j][i] = one[i][j];
            }
        }
        edges.get(a).put(b, one);
        edges.get(b).put(a, other);
    }

    private static double[] sum(double[] own, double[][] toA, int i, double[][] toB, int j) {
        double[] sum = own.clone();
        for (int state = 0; state < sum.length; state++) {
            sum[state] += toA[state][i] + (toB == null ? 0 : toB[state][j]);
        }
        return sum;
    }

    private static int cheapest(double[] costs) {
        int best = 0;
        for (int i = 1; i < costs.length; i++) {
            best = costs[i] < costs[best] ? i : best;
        }
        return best;
    }
}
