package fcn.kernels.plan;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What the kernels take besides time, by node and state. Prepared weights and errors add up. The
 * memory to work in depends on all choices together: a plan takes at least what any one of its
 * choices costs when all others take as little as they can, which is how {@code working} is found.
 */
final class Demands {
    private final double[][] prepared;
    private final double[][] error;
    private final double[][] working;

    Demands(double[][] prepared, double[][] error, double[][] working) {
        this.prepared = prepared;
        this.error = error;
        this.working = working;
    }

    /** Bytes of prepared weights. */
    double[][] prepared() {
        return prepared;
    }

    /** Error bounds. */
    double[][] error() {
        return error;
    }

    /** Bytes of values and scratch, at least, whatever the other choices. */
    double[][] working() {
        return working;
    }

    static Demands of(CostModel model, Footprints footprints, ToLongFunction<int[]> working) {
        return new Demands(
                each(model, c -> (double) footprints.of(c.convolve()).prepared()),
                each(model, c -> c.kernel().algorithm().errorBound(c.convolve().shape())),
                floors(model, working));
    }

    private static double[][] each(CostModel model, ToDoubleFunction<Candidate> demand) {
        double[][] demands = zeros(model);
        model.nodes()
                .forEach(
                        (layer, node) -> {
                            List<Candidate> candidates = model.candidates(layer);
                            for (int i = 0; i < candidates.size(); i++) {
                                demands[node][i] = demand.applyAsDouble(candidates.get(i));
                            }
                        });
        return demands;
    }

    private static double[][] floors(CostModel model, ToLongFunction<int[]> working) {
        double[][] floors = zeros(model);
        int[] base = new int[model.graph().size()];
        sweep(model, working, base, floors);
        sweep(model, working, base, floors);
        return floors;
    }

    /** Tries every state of every layer by itself, and leaves the layer in the one of least. */
    private static void sweep(
            CostModel model, ToLongFunction<int[]> working, int[] base, double[][] floors) {
        for (Map.Entry<String, Integer> layer : model.nodes().entrySet()) {
            int node = layer.getValue();
            int best = 0;
            for (int i = 0; i < model.graph().states(node); i++) {
                base[node] = i;
                floors[node][i] = working.applyAsLong(base);
                best = floors[node][i] < floors[node][best] ? i : best;
            }
            base[node] = best;
        }
    }

    private static double[][] zeros(CostModel model) {
        double[][] zeros = new double[model.graph().size()][];
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = new double[model.graph().states(i)];
        }
        return zeros;
    }

    /** The sum over all nodes in their states. */
    static double sum(double[][] demands, int[] choice) {
        double sum = 0;
        for (int i = 0; i < choice.length; i++) {
            sum += demands[i][choice[i]];
        }
        return sum;
    }
}
