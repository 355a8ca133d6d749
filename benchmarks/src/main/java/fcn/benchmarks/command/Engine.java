package fcn.benchmarks.command;

import fcn.kernels.session.Kept;
import fcn.kernels.session.Session;
import fcn.reference.naive.NaiveNetwork;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network ready to run on inputs of one size. */
@FunctionalInterface
interface Engine extends AutoCloseable {
    /** The blobs that are kept, by name. */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    @Override
    default void close() {}

    /** The plan's kernels. */
    static Engine planned(Session session) {
        return new Engine() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                return session.run(inputs);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    /** The reference's plain loops. */
    static Engine reference(Network network, Weights weights, Kept keep) {
        Set<String> blobs = new HashSet<>(keep.blobs());
        blobs.addAll(keep.labels());
        return inputs -> {
            Map<String, Tensor> values =
                    new LinkedHashMap<>(NaiveNetwork.forward(network, weights, inputs, blobs));
            keep.labels().forEach(blob -> values.compute(blob, (name, scores) -> labels(scores)));
            return values;
        };
    }

    /** The channel with the largest value of each pixel, the first of equals. */
    private static Tensor labels(Tensor scores) {
        Tensor labels = Tensor.zeros(scores.shape().with(1, 1));
        Shape shape = labels.shape();
        for (int i = 0; i < shape.count(); i++) {
            int n = i / shape.w() / shape.h();
            int y = i / shape.w() % shape.h();
            int best = 0;
            for (int c = 1; c < scores.shape().c(); c++) {
                boolean more =
                        scores.at(n, c, y, i % shape.w()) > scores.at(n, best, y, i % shape.w());
                best = more ? c : best;
            }
            labels.data()[i] = best;
        }
        return labels;
    }

    /** Bytes of the blobs that the reference holds at once, and of its largest layer's weights. */
    static long referenceBytes(Network network, Set<String> keep) {
        List<Shapes.Row> rows = Shapes.of(network).rows();
        Map<String, Integer> lastUser = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Node node = rows.get(i).node();
            for (String blob : node.bottoms()) {
                lastUser.put(blob, i);
            }
            for (String blob : node.tops()) {
                lastUser.put(blob, i);
            }
        }
        Map<String, Long> live = new HashMap<>();
        long most = 0;
        long weights = 0;
        for (int i = 0; i < rows.size(); i++) {
            Shapes.Row row = rows.get(i);
            for (int j = 0; j < row.outputs().size(); j++) {
                live.put(row.node().tops().get(j), row.outputs().get(j).bytes());
            }
            long learned = row.weights().stream().mapToLong(Shape::bytes).sum();
            weights = Math.max(weights, learned);
            most = Math.max(most, live.values().stream().mapToLong(Long::longValue).sum());
            int now = i;
            live.keySet().removeIf(blob -> lastUser.get(blob) <= now && !keep.contains(blob));
        }
        return most + weights;
    }
}
