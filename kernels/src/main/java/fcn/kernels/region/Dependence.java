package fcn.kernels.region;

import fcn.reference.layer.Crop;
import fcn.reference.layer.Input;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of each blob can depend on the inputs' values; the rest is the same for every image. */
public final class Dependence {
    private Dependence() {}

    /** By layer that writes it (its last output), the smallest such rectangle. */
    public static Map<String, Region> of(Network network) {
        Map<String, Region> byLayer = new LinkedHashMap<>();
        Map<String, Region> blobs = new HashMap<>();
        for (Shapes.Row row : Shapes.of(network).rows()) {
            Node node = row.node();
            Region region = Region.NONE;
            if (node.layer() instanceof Input) {
                region = Region.of(row.outputs().getLast());
            }
            // Of what a crop is cut to, only the shape matters.
            List<String> bottoms =
                    node.layer() instanceof Crop ? node.bottoms().subList(0, 1) : node.bottoms();
            for (int i = 0; i < bottoms.size(); i++) {
                LayerReach reach =
                        LayerReach.of(node.layer(), row.inputs().get(i), row.outputs().getFirst());
                region = region.hull(reach.dependent(blobs.get(bottoms.get(i))));
            }
            for (int i = 0; i < node.tops().size(); i++) {
                blobs.put(
                        node.tops().get(i),
                        node.layer() instanceof Input ? Region.of(row.outputs().get(i)) : region);
            }
            byLayer.put(node.name(), region);
        }
        return byLayer;
    }
}
