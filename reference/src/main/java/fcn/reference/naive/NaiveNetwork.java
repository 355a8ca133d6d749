package fcn.reference.naive;

import fcn.reference.BadInputException;
import fcn.reference.layer.Input;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a whole network layer by layer, each by its definition. */
public final class NaiveNetwork {
    private NaiveNetwork() {}

    /**
     * The kept blobs in the order in which the network makes them, each as last written. A blob is
     * freed after the last layer that touches it.
     *
     * @param inputs a tensor for each input of the network, of the shape it states
     * @param keep names of blobs
     * @throws BadInputException when an input is missing or does not fit, a kept blob does not
     *     exist, or the weights are those of another network; names the layer or blob
     */
    public static Map<String, Tensor> forward(
            Network network, Weights weights, Map<String, Tensor> inputs, Set<String> keep) {
        for (String blob : keep) {
            if (!network.blobs().contains(blob)) {
                throw new BadInputException(
                        "network '" + network.name() + "' has no blob '" + blob + "' to keep");
            }
        }
        Map<String, Node> lastUser = new HashMap<>();
        for (Node node : network.nodes()) {
            node.bottoms().forEach(blob -> lastUser.put(blob, node));
            node.tops().forEach(blob -> lastUser.put(blob, node));
        }
        Map<String, Tensor> blobs = new HashMap<>();
        for (Node node : network.nodes()) {
            List<Tensor> outputs = run(node, weights, inputs, blobs);
            for (int i = 0; i < outputs.size(); i++) {
                blobs.put(node.tops().get(i), outputs.get(i));
            }
            blobs.keySet()
                    .removeIf(blob -> lastUser.get(blob).equals(node) && !keep.contains(blob));
        }
        Map<String, Tensor> kept = new LinkedHashMap<>();
        for (String blob : network.blobs()) {
            if (keep.contains(blob)) {
                kept.put(blob, blobs.get(blob));
            }
        }
        return kept;
    }

    private static List<Tensor> run(
            Node node, Weights weights, Map<String, Tensor> inputs, Map<String, Tensor> blobs) {
        boolean given = node.layer() instanceof Input;
        List<Tensor> bottoms = new ArrayList<>();
        for (String blob : given ? node.tops() : node.bottoms()) {
            Tensor tensor = (given ? inputs : blobs).get(blob);
            if (tensor == null) {
                throw new BadInputException("input '" + blob + "' is not given");
            }
            bottoms.add(tensor);
        }
        try {
            return Naive.forward(node.layer(), bottoms, weights.of(node.name()));
        } catch (BadInputException e) {
            throw new BadInputException("layer '" + node.name() + "': " + e.getMessage(), e);
        }
    }
}
