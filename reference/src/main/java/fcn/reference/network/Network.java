package fcn.reference.network;

import fcn.reference.BadInputException;
import fcn.reference.layer.Input;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Layers in the order in which they run. A layer may overwrite a blob (Caffe's in-place layers): a
 * reader sees the last value written before it.
 *
 * <p>Throws {@link BadInputException} when two layers have one name, or a layer reads a blob that
 * none before it makes.
 */
public record Network(String name, List<Node> nodes) {
    public Network {
        nodes = List.copyOf(nodes);
        Set<String> names = new HashSet<>();
        Set<String> made = new HashSet<>();
        for (Node node : nodes) {
            if (!names.add(node.name())) {
                throw new BadInputException(
                        "two layers are named '" + node.name() + "'; rename one");
            }
            for (String bottom : node.bottoms()) {
                if (!made.contains(bottom)) {
                    throw new BadInputException(
                            "layer '"
                                    + node.name()
                                    + "' reads blob '"
                                    + bottom
                                    + "', which no layer before it makes");
                }
            }
            made.addAll(node.tops());
        }
    }

    /** The layer of that name, if there is one. */
    public Optional<Node> find(String layer) {
        return nodes.stream().filter(node -> node.name().equals(layer)).findFirst();
    }

    /** The blobs the network is given, with the shapes its description states. */
    public Map<String, Shape> inputs() {
        Map<String, Shape> inputs = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (node.layer() instanceof Input input) {
                for (int i = 0; i < node.tops().size(); i++) {
                    inputs.put(node.tops().get(i), input.shapes().get(i));
                }
            }
        }
        return inputs;
    }

    /** All blobs in the order in which they are first made. */
    public Set<String> blobs() {
        Set<String> blobs = new LinkedHashSet<>();
        nodes.forEach(node -> blobs.addAll(node.tops()));
        return blobs;
    }

    /** The blobs that no layer reads but the one that made them. */
    public Set<String> outputs() {
        Set<String> outputs = new LinkedHashSet<>();
        for (Node node : nodes) {
            node.bottoms().forEach(outputs::remove);
            outputs.addAll(node.tops());
        }
        return outputs;
    }

    /**
     * The same network on inputs of other shapes.
     *
     * @throws BadInputException when {@code shapes} names a blob that is no input
     */
    public Network withInputs(Map<String, Shape> shapes) {
        for (String blob : shapes.keySet()) {
            if (!inputs().containsKey(blob)) {
                throw new BadInputException(
                        "'"
                                + blob
                                + "' is no input of network '"
                                + name
                                + "'; its inputs are "
                                + inputs().keySet());
            }
        }
        List<Node> replaced = new ArrayList<>();
        for (Node node : nodes) {
            if (node.layer() instanceof Input input) {
                List<Shape> resized = new ArrayList<>();
                for (int i = 0; i < node.tops().size(); i++) {
                    resized.add(shapes.getOrDefault(node.tops().get(i), input.shapes().get(i)));
                }
                replaced.add(
                        new Node(node.name(), new Input(resized), node.bottoms(), node.tops()));
            } else {
                replaced.add(node);
            }
        }
        return new Network(name, replaced);
    }

    /**
     * The same network with its only input N×(as stated)×height×width; as it stands where it has
     * several inputs.
     */
    public Network resized(int n, int height, int width) {
        if (inputs().size() != 1) {
            return this;
        }
        Map.Entry<String, Shape> only = inputs().entrySet().iterator().next();
        return withInputs(Map.of(only.getKey(), new Shape(n, only.getValue().c(), height, width)));
    }
}
