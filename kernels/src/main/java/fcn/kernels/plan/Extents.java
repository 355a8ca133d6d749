package fcn.kernels.plan;

import fcn.kernels.region.Excerpt;
import fcn.kernels.region.LayerReach;
import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of each map a session computes: forwards, what depends on the image; backwards, what
 * is read; a unit computes what is in both. The same for all kernels that do the parts.
 */
final class Extents {
    private final Map<Wiring.Value, Region> dependent = new HashMap<>();
    private final Map<Wiring.Value, Region> read = new HashMap<>();

    /** Gives all units of a wiring their parts. */
    Extents(Wiring wiring) {
        for (Wiring.Value value : wiring.values) {
            if (value.writer == null) {
                dependent.put(value, Region.of(value.shape));
            }
        }
        wiring.units.forEach(this::follow);
        wiring.units.reversed().forEach(this::choose);
    }

    private static LayerReach own(Wiring.Unit unit, int input) {
        Shapes.Row row = unit.row;
        return LayerReach.of(row.node().layer(), row.inputs().get(input), row.outputs().getFirst());
    }

    private static LayerReach pooling(Wiring.Unit unit) {
        return LayerReach.of(unit.pooling.node().layer(), unit.unpooled(), unit.output.shape);
    }

    private static List<LayerReach> reaches(Wiring.Unit unit) {
        List<LayerReach> reaches = new ArrayList<>();
        for (int i = 0; i < unit.inputs.size(); i++) {
            LayerReach own = own(unit, i);
            reaches.add(unit.pooling == null ? own : own.then(pooling(unit)));
        }
        return reaches;
    }

    private void follow(Wiring.Unit unit) {
        List<LayerReach> reaches = reaches(unit);
        Region region = Region.NONE;
        for (int i = 0; i < reaches.size(); i++) {
            region = region.hull(reaches.get(i).dependent(dependent.get(unit.inputs.get(i))));
        }
        dependent.put(unit.output, region);
    }

    private void choose(Wiring.Unit unit) {
        Wiring.Value output = unit.output;
        List<LayerReach> reaches = reaches(unit);
        Region map = Region.of(output.shape);
        boolean local = reaches.stream().allMatch(LayerReach::isLocal);
        Region asked = local ? read.getOrDefault(output, map) : map;
        Region computed = computed(dependent.get(output), asked, map, local);
        unit.part = part(unit.shape, reaches, computed, output.shape);
        output.valid = unit.part.valid();
        if (unit.pooling != null) {
            LayerReach own = own(unit, 0);
            unit.pooled = pooling(unit).needed(computed);
            Region whole = Region.of(unit.unpooled());
            Region alone =
                    computed(
                            own.dependent(dependent.get(unit.inputs.getFirst())),
                            unit.pooled.intersect(whole),
                            whole,
                            true);
            unit.alone = part(unit.shape, List.of(own), alone, unit.unpooled());
        }
        for (int i = 0; i < reaches.size(); i++) {
            Wiring.Value input = unit.inputs.get(i);
            Region inside = unit.part.wanted().get(i).intersect(Region.of(input.shape));
            read.merge(input, inside, Region::hull);
        }
    }

    private static Region computed(Region dependent, Region asked, Region map, boolean local) {
        Region all = asked.isEmpty() ? map : asked;
        Region both = dependent.intersect(all);
        return both.isEmpty() || !local ? all : both;
    }

    private static Wiring.Part part(
            ConvolutionShape shape, List<LayerReach> reaches, Region computed, Shape output) {
        List<Region> needed = reaches.stream().map(reach -> reach.needed(computed)).toList();
        if (shape == null) {
            return new Wiring.Part(null, needed, computed, computed);
        }
        Region map = Region.of(output);
        if (computed.equals(map)) {
            return new Wiring.Part(shape, List.of(Region.of(shape.input())), map, map);
        }
        ConvolutionShape part = Excerpt.of(shape, needed.getFirst());
        Region made = Excerpt.made(shape, part, needed.getFirst(), computed);
        return new Wiring.Part(part, needed, made, computed);
    }
}
