package fcn.reports.network;

import fcn.reference.layer.Split;
import fcn.reference.network.Network;
import fcn.reference.network.Node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network as Caffe runs it, with a Split wherever a blob has several readers. */
public final class Splits {
    private Splits() {}

    /** With layers {@code BLOB_LAYER_INDEX_split} whose tops end in their number. */
    public static Network inserted(Network network) {
        // a blob's value is known by its maker's place, since in-place layers make it anew
        Map<String, Integer> makers = new HashMap<>();
        Map<String, Integer> readers = new HashMap<>();
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            for (String bottom : node.bottoms()) {
                readers.merge(makers.get(bottom) + " " + bottom, 1, Integer::sum);
            }
            for (String top : node.tops()) {
                makers.put(top, i);
            }
        }
        Map<String, String> splits = new HashMap<>();
        Map<String, Integer> given = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            List<String> bottoms = new ArrayList<>();
            for (String bottom : node.bottoms()) {
                String split = splits.get(bottom);
                bottoms.add(
                        split == null
                                ? bottom
                                : split + "_" + (given.merge(split, 1, Integer::sum) - 1));
            }
            nodes.add(new Node(node.name(), node.layer(), bottoms, node.tops()));
            for (int t = 0; t < node.tops().size(); t++) {
                String top = node.tops().get(t);
                int copies = readers.getOrDefault(i + " " + top, 0);
                splits.remove(top);
                if (copies > 1) {
                    String name = top + "_" + node.name() + "_" + t + "_split";
                    List<String> tops = new ArrayList<>();
                    for (int copy = 0; copy < copies; copy++) {
                        tops.add(name + "_" + copy);
                    }
                    nodes.add(new Node(name, new Split(copies), List.of(top), tops));
                    splits.put(top, name);
                }
            }
        }
        return new Network(network.name(), nodes);
    }
}
