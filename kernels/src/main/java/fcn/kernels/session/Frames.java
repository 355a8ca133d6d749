package fcn.kernels.session;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Placement;
import fcn.kernels.region.Excerpt;
import fcn.kernels.region.LayerReach;
import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;

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
        framed.stream().filter(Stage::isConvolution).forEach(this::place);
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
        List<Region> regions;
        if (stage.kind instanceof Stage.Convolve convolve) {
            regions = convolve(stage, convolve, computed);
        } else {
            output.stored = computed;
            output.valid = computed;
            regions = needed(stage, computed);
        }
        wanted.put(stage, regions);
        for (int i = 0; i < regions.size(); i++) {
            Value input = stage.inputs.get(i);
            Region inside = regions.get(i).intersect(Region.of(input.shape));
            read.merge(input, inside, Region::hull);
        }
    }

    /** Has a convolution compute a region; what it reads for that. */
    private List<Region> convolve(Stage stage, Stage.Convolve convolve, Region computed) {
        ConvolutionKernel algorithm = convolve.kernel().algorithm();
        ConvolutionShape shape = convolve.shape();
        Value output = stage.output;
        Region map = Region.of(output.shape);
        List<Region> regions = new ArrayList<>(needed(stage, computed));
        ConvolutionShape part = Excerpt.of(shape, regions.getFirst());
        boolean all = !eliminate || (computed.equals(map) && stage.crop == null);
        boolean natural = all || algorithm.unsupported(part).isPresent();
        Region made = Region.of(shape.output());
        if (natural) {
            regions.set(0, Region.of(shape.input()));
        } else {
            stage.kind = new Stage.Convolve(part, convolve.kernel(), convolve.epilogue());
            made = Excerpt.made(shape, part, regions.getFirst(), computed);
        }
        if (algorithm.cuts()) {
            int top = stage.crop == null ? 0 : stage.crop.offset(2);
            int left = stage.crop == null ? 0 : stage.crop.offset(3);
            Region cut = computed.moved(top - made.rows().from(), left - made.columns().from());
            stage.placement = Placement.of(cut, stage.store);
            output.stored = computed;
            output.valid = computed;
        } else {
            output.stored = natural ? map : made;
            output.valid = natural ? map : computed;
        }
        return regions;
    }

    private static List<Region> needed(Stage stage, Region computed) {
        return stage.reaches.stream().map(reach -> reach.needed(computed)).toList();
    }

    /** Gives a stage the regions that it wants, by frames where they are not what there is. */
    private void frame(Stage stage) {
        List<Region> regions = wanted.get(stage);
        if (stage.isSpatialCrop()) {
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

    /**
     * Lets a convolution write into the frame that alone reads it, or of several into the one that
     * holds the others, which then read that.
     */
    private void place(Stage stage) {
        Value output = stage.output;
        Collection<Stage> around = frames.getOrDefault(output, Map.of()).values();
        ConvolutionKernel algorithm = ((Stage.Convolve) stage.kind).kernel().algorithm();
        long readers = framed.stream().filter(other -> other.inputs.contains(output)).count();
        if (!algorithm.places()
                || readers != around.size()
                || stage.store == Placement.Store.ADD
                || !output.valid.contains(output.stored)
                || !output.kept.isEmpty()) {
            return;
        }
        around.stream()
                .filter(frame -> around.stream().allMatch(other -> holds(frame, other)))
                .findFirst()
                .ifPresent(frame -> place(stage, frame, around));
    }

    private static boolean holds(Stage frame, Stage other) {
        return frame.output.stored.contains(other.output.stored);
    }

    private static void place(Stage stage, Stage frame, Collection<Stage> around) {
        Value output = stage.output;
        Region to = frame.output.stored;
        Placement whole = Placement.whole(output.buffer());
        Placement placement =
                (stage.placement == null ? whole : stage.placement)
                        .within(
                                to.rows().length(),
                                to.columns().length(),
                                output.stored.rows().from() - to.rows().from(),
                                output.stored.columns().from() - to.columns().from());
        if (placement.fits()) {
            stage.placement = placement;
            stage.unframed = output;
            stage.output = frame.output;
            around.forEach(other -> other.inputs = List.of(frame.output));
            frame.inputs = List.of();
        }
    }
}
