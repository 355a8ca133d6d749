package fcn.reference.network;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every shape in a network, worked out layer by layer from its inputs. */
public final class Shapes {
    /** One layer with what it reads and makes, and its learned blobs. */
    public record Row(Node node, List<Shape> inputs, List<Shape> outputs, List<Shape> weights) {
        public long flops() {
            return node.layer().flops(inputs);
        }

        /**
         * The layer's shape rule in numbers; empty where the output has the input's height and
         * width.
         */
        public String arithmetic() {
            return node.layer().arithmetic(inputs);
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Shapes() {}

    /**
     * Works them out.
     *
     * @throws BadInputException naming the layer whose inputs do not fit it or whose output would
     *     be empty or too large
     */
    public static Shapes of(Network network) {
        Shapes shapes = new Shapes();
        Map<String, Shape> blobs = new HashMap<>();
        for (Node node : network.nodes()) {
            List<Shape> inputs = new ArrayList<>();
            node.bottoms().forEach(bottom -> inputs.add(blobs.get(bottom)));
            try {
                List<Shape> outputs = node.layer().outputs(inputs);
                if (outputs.size() != node.tops().size()) {
                    throw new BadInputException(
                            "it makes " + outputs.size() + " tops, not " + node.tops().size());
                }
                shapes.rows.put(
                        node.name(), new Row(node, inputs, outputs, node.layer().weights(inputs)));
                for (int i = 0; i < outputs.size(); i++) {
                    blobs.put(node.tops().get(i), outputs.get(i));
                }
            } catch (BadInputException | ArithmeticException e) {
                throw new BadInputException(
                        "layer '"
                                + node.name()
                                + "' ("
                                + node.layer().type()
                                + ") on "
                                + inputs
                                + ": "
                                + (e instanceof ArithmeticException
                                        ? "its sizes are too large"
                                        : e.getMessage()),
                        e);
            }
        }
        return shapes;
    }

    /** Rows in the order in which the layers run. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    public Row row(String layer) {
        return rows.get(layer);
    }

    public long flops() {
        return rows.values().stream().mapToLong(Row::flops).sum();
    }

    /** Number of learned values. */
    public long parameters() {
        return rows.values().stream()
                .flatMap(row -> row.weights().stream())
                .mapToLong(Shape::count)
                .sum();
    }
}
