package fcn.kernels.session;

import fcn.kernels.operation.Surround;
import fcn.kernels.region.Region;
import fcn.kernels.threads.Team;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a network makes of an image of zeros: the rims around what depends on the image. At a place
 * that the image does not reach it depends on the distance to the borders alone, and where no
 * border is felt not even on that but, in an upsampled map, on the phase. So each layer runs on
 * maps whose middle is folded away.
 */
final class Background {
    private final Map<Value, FoldedMap> maps = new HashMap<>();
    private final Folding folding;

    private Background(Lowering whole) {
        folding = new Folding(whole);
    }

    /**
     * Fills the rims of a program.
     *
     * @param unframed gives the program's lowering without {@link Saving#FRAME}
     */
    static void fill(
            Program program,
            Supplier<Lowering> unframed,
            Map<String, Preparation.Ready> prepared,
            Weights weights,
            Memory memory,
            Team team) {
        program.lowering.inputs.values().stream()
                .flatMap(input -> program.rims(input).stream())
                .forEach(rim -> rim.take((plane, y, x) -> Surround.ZERO, new float[0]));
        List<Value> made = program.lowering.made;
        if (made.stream().allMatch(value -> program.rims(value).isEmpty())) {
            return;
        }
        Lowering whole = unframed.get();
        // what has to be made ready anew for the folded maps is not for the session to keep
        Map<String, Preparation.Ready> ready = new HashMap<>(prepared);
        Map<Value, Value> rimmed = new HashMap<>();
        for (int i = 0; i < made.size(); i++) {
            if (!program.rims(made.get(i)).isEmpty()) {
                rimmed.put(whole.made.get(i), made.get(i));
            }
        }
        Background background = new Background(whole);
        for (int i = 0; !rimmed.isEmpty(); i++) {
            Stage stage = whole.stages.get(i);
            FoldedMap map =
                    stage.kind instanceof Stage.Frame frame
                            ? background.part(stage, frame)
                            : background.run(stage, ready, weights, memory, team);
            background.maps.put(stage.output, map);
            Value value = rimmed.remove(stage.output);
            if (value != null) {
                program.rims(value).forEach(rim -> rim.take(map::index, map.data()));
            }
        }
    }

    /** A crop is the map that it crops, and a frame the one that it frames. */
    private FoldedMap part(Stage stage, Stage.Frame frame) {
        Value input = stage.inputs.getFirst();
        FoldedMap map = maps.get(input);
        if (map == null) {
            map = zeros(input);
        }
        if (stage.reaches.isEmpty()) {
            return map;
        }
        Region from = frame.region();
        return map.cropped(stage.output.shape, from.rows().from(), from.columns().from());
    }

    private static FoldedMap zeros(Value input) {
        Fold none = Fold.NONE;
        float[] data = new float[input.layout.floats(input.shape)];
        return new FoldedMap(data, input.shape, input.layout, input.shape, none, none, 0, 0);
    }

    private FoldedMap run(
            Stage stage,
            Map<String, Preparation.Ready> prepared,
            Weights weights,
            Memory memory,
            Team team) {
        Folding.Folded folded = folding.of(stage);
        Stage small = folded.stage();
        for (int i = 0; i < small.inputs.size(); i++) {
            Value input = small.inputs.get(i);
            input.storage.data = new float[input.floats()];
            FoldedMap map = maps.get(stage.inputs.get(i));
            if (map != null) { // else the image
                Region region = stage.inputs.get(i).stored;
                read(map, region, folded.rows().get(i), folded.columns().get(i), input);
            }
        }
        Value output = small.output;
        Program.run(small, prepared, weights, memory, team);
        FoldedMap made = map(output, stage, folded.outputRows(), folded.outputColumns());
        Value kept = folding.smallest(stage);
        kept.storage.data = new float[kept.floats()];
        Fold rows = folding.rows(stage);
        Fold columns = folding.columns(stage);
        read(made, Region.of(stage.output.shape), rows, columns, kept);
        return map(kept, stage, rows, columns);
    }

    private static FoldedMap map(Value small, Stage stage, Fold rows, Fold columns) {
        return new FoldedMap(
                small.data(), stage.output.shape, small.layout, small.shape, rows, columns, 0, 0);
    }

    /** Reads a region, which has its own rows and columns folded away. */
    private static void read(FoldedMap map, Region region, Fold rows, Fold columns, Value folded) {
        Shape shape = folded.shape;
        int planes = shape.n() * folded.layout.planes(shape.c());
        int to = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < shape.h(); row++) {
                int y = rows.whole(region.rows().from() + row);
                for (int column = 0; column < shape.w(); column++, to += map.lanes()) {
                    int x = columns.whole(region.columns().from() + column);
                    int from = map.index(plane, y, x);
                    if (from != Surround.ZERO) {
                        System.arraycopy(map.data(), from, folded.data(), to, map.lanes());
                    }
                }
            }
        }
    }
}
