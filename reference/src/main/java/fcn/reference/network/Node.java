package fcn.reference.network;

import fcn.reference.layer.Layer;

import java.util.List;

/** A layer in its place: its name, the blobs it reads ("bottoms") and those it makes ("tops"). */
public record Node(String name, Layer layer, List<String> bottoms, List<String> tops) {
    public Node {
        bottoms = List.copyOf(bottoms);
        tops = List.copyOf(tops);
    }
}
