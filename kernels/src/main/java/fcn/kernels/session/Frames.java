package fcn.kernels.session;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Placement;
import fcn.kernels.region.Excerpt;
import fcn.kernels.region.LayerReach;
import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves out what no input can change and what nobody reads. Forwards, the region of each map that
 * depends on the inputs; backwards, the region that is read; a stage computes what is in both. What
 * a reader sees around that, the background, is the same for every image: a frame puts it there.
 */
final class Frames {
    private final boolean eliminate;
    private final Map<Value, Region> dependent = new HashMap<>();
    private final Map<Value, Region> read = new HashMap<>();
    private final Map<Stage, List<Region>> wanted = new HashMap<>();
    private final Map<Value, Map<Region, Stage>> frames = new HashMap<>();
    private final List<Stage> framed = new ArrayList<>();

    Frames(Collection<Value> inputs, List<Stage> all, boolean eliminate) {
        this.eliminate = eliminate;
        inputs.forEach(input -> dependent.put(input, Region.of(input.shape)));
        all.forEach(this::follow);
        all.reversed().forEach(this::choose);
        all.forEach(this::frame);
        framed.stream().filter(Frames::isConvolution).forEach(this::place);
    }

    /** The stages with frames where they are needed. */
    List<Stage> framed() {
        return framed.stream().filter(stage -> !stage.inputs.isEmpty()).toList();
    }

    /** Whether a stage is a frame that holds just what its input holds. */
    static boolean isInput(Stage stage) {
        return stage.kind instanceof Stage.Frame frame
                && !stage.inputs.getFirst().input
                && frame.region().equals(stage.inputs.getFirst().stored)
                && stage.inputs.getFirst().valid.contains(frame.region());
    }

    private static boolean isConvolution(Stage stage) {
        return stage.kind instanceof Stage.Convolve;
    }

    private void follow(Stage stage) {
        Region region = eliminate ? Region.NONE : Region.of(stage.output.shape);
        for (int i = 0; i < stage.inputs.size(); i++) {
            Region input = dependent.get(stage.inputs.get(i));
            region = region.hull(stage.reaches.get(i).dependent(input));
        }
        dependent.put(stage.output, region);
    }

    /** What a stage computes, and what it reads for that. */
    private void choose(Stage stage) {
        Value output = stage.output;
        Region map = Region.of(output.shape);
        boolean local = stage.reaches.stream().allMatch(LayerReach::isLocal);
        boolean whole = !eliminate || !local || !output.kept.isEmpty();
        Region asked = whole ? map : read.getOrDefault(output, map);
        asked = asked.isEmpty() ? map : asked;
        Region computed = dependent.get(output).intersect(asked);
        computed = computed.isEmpty() || !local ? asked : computed;
        List<Region> regions = needed(stage, computed);
        if (stage.kind instanceof Stage.Convolve convolve) {
            ConvolutionShape shape = convolve.shape();
            ConvolutionShape part = Excerpt.of(shape, regions.getFirst());
            boolean natural =
                    computed.equals(map)
                            || convolve.kernel().algorithm().unsupported(part).isPresent();
            if (natural) {
                computed = map;
                regions = List.of(Region.of(shape.input()));
            } else {
                stage.kind = new Stage.Convolve(part, convolve.kernel(), convolve.epilogue());
            }
            output.stored = natural ? map : Excerpt.made(shape, part, regions.getFirst(), computed);
        } else {
            output.stored = computed;
        }
        output.valid = computed;
        wanted.put(stage, regions);
        for (int i = 0; i < regions.size(); i++) {
            Value input = stage.inputs.get(i);
            Region inside = regions.get(i).intersect(Region.of(input.shape));
            read.merge(input, inside, Region::hull);
        }
    }

    private static List<Region> needed(Stage stage, Region computed) {
        return stage.reaches.stream().map(reach -> reach.needed(computed)).toList();
    }

    /** Gives a stage the regions that it wants, by frames where they are not what there is. */
    private void frame(Stage stage) {
        List<Region> regions = wanted.get(stage);
        if (stage.row.node().layer() instanceof Crop && isSpatial(stage)) {
            stage.kind = new Stage.Frame("Crop", regions.getFirst());
            framed.add(stage);
        } else {
            List<Value> inputs = new ArrayList<>();
            for (int i = 0; i < regions.size(); i++) {
                inputs.add(framed(stage, stage.inputs.get(i), regions.get(i)));
            }
            stage.inputs = inputs;
            framed.add(stage);
        }
        keepWhole(stage);
    }

    private static boolean isSpatial(Stage stage) {
        Shape in = stage.inputs.getFirst().shape;
        Crop crop = (Crop) stage.row.node().layer();
        return crop.offset(0) == 0
                && crop.offset(1) == 0
                && in.n() == stage.output.shape.n()
                && in.c() == stage.output.shape.c();
    }

    private Value framed(Stage reader, Value value, Region region) {
        if (value.stored.equals(region) && value.valid.contains(region)) {
            return value;
        }
        return frames.computeIfAbsent(value, absent -> new HashMap<>())
                .computeIfAbsent(region, absent -> add(reader, value, region))
                .output;
    }

    private Stage add(Stage reader, Value value, Region region) {
        Value output = new Value(value.shape, false);
        output.stored = region;
        output.valid = region;
        Stage frame =
                new Stage(reader.row, new Stage.Frame("frame", region), List.of(value), output);
        framed.add(frame);
        return frame;
    }

    /** What a caller wants is whole. */
    private void keepWhole(Stage stage) {
        Value value = stage.output;
        Region map = Region.of(value.shape);
        if (!value.kept.isEmpty() && !(value.stored.equals(map) && value.valid.equals(map))) {
            Value whole = framed(stage, value, map);
            whole.kept.addAll(value.kept);
            value.kept.clear();
        }
    }

    /** Lets a convolution write into the frame that alone reads it. */
    private void place(Stage stage) {
        Value output = stage.output;
        Map<Region, Stage> around = frames.getOrDefault(output, Map.of());
        ConvolutionKernel algorithm = ((Stage.Convolve) stage.kind).kernel().algorithm();
        long readers = framed.stream().filter(other -> other.inputs.contains(output)).count();
        if (!algorithm.places() || around.size() != 1 || readers != 1 || !output.kept.isEmpty()) {
            return;
        }
        Stage frame = around.values().iterator().next();
        Region to = frame.output.stored;
        Placement placement =
                new Placement(
                        to.rows().length(),
                        to.columns().length(),
                        output.stored.rows().from() - to.rows().from(),
                        output.stored.columns().from() - to.columns().from());
        if (placement.holds(output.buffer())) {
            stage.framing = new Stage.Framing(output, placement);
            stage.output = frame.output;
            frame.inputs = List.of();
        }
    }
}
