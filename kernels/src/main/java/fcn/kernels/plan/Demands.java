package fcn.kernels.plan;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What the kernels take besides time, by node and state. Prepared weights and errors add up; of the
 * workspaces the largest counts. Activations depend on all choices together: a plan takes at least
 * what any one of its choices costs when all others take as little as they can, which is how {@code
 * activations} are found.
 */
final class Demands {
    private final double[][] prepared;
    private final double[][] error;
    private final double[][] workspace;
    private final double[][] activations;

    Demands(double[][] prepared, double[][] error, double[][] workspace, double[][] activations) {
        this.prepared = prepared;
        this.error = error;
        this.workspace = workspace;
        this.activations = activations;
    }

    /** Bytes of prepared weights. */
    double[][] prepared() {
        return prepared;
    }

    /** Error bounds. */
    double[][] error() {
        return error;
    }

    /** Bytes of scratch memory. */
    double[][] workspace() {
        return workspace;
    }

    /** At least, in bytes, whatever the other choices. */
    double[][] activations() {
        return activations;
    }

    static Demands of(CostModel model, Footprints footprints, ToLongFunction<int[]> activations) {
        return new Demands(
                each(model, c -> (double) footprints.of(c.convolve()).prepared()),
                each(model, c -> c.kernel().algorithm().errorBound(c.convolve().shape())),
                each(model, c -> (double) footprints.of(c.convolve()).workspace()),
                floors(model, activations));
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

    private static double[][] floors(CostModel model, ToLongFunction<int[]> activations) {
        double[][] floors = zeros(model);
        int[] base = new int[model.graph().size()];
        sweep(model, activations, base, floors);
        sweep(model, activations, base, floors);
        return floors;
    }

    /** Tries every state of every layer by itself, and leaves the layer in the one of least. */
    private static void sweep(
            CostModel model, ToLongFunction<int[]> activations, int[] base, double[][] floors) {
        for (Map.Entry<String, Integer> layer : model.nodes().entrySet()) {
            int node = layer.getValue();
            int best = 0;
            for (int i = 0; i < model.graph().states(node); i++) {
                base[node] = i;
                floors[node][i] = activations.applyAsLong(base);
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
