package fcn.kernels.session;

import fcn.kernels.convolution.Placement;
import fcn.kernels.layout.Layout;
import fcn.kernels.region.Interval;
import fcn.kernels.region.LayerReach;
import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stages on an image of zeros, without the rows and columns at which no border is felt. Folded by a
 * multiple of the period, the output's windows fall on the same inputs as before, or on some that
 * are equal.
 */
final class Folding {
    private static final Interval EVERYWHERE =
            new Interval(Integer.MIN_VALUE / 4, Integer.MAX_VALUE / 4);

    private final Map<Value, Region> clear = new HashMap<>();
    private final Map<Value, Pitch> pitches;

    /** A lowering all of whose stages compute the whole of their maps. */
    Folding(Lowering whole) {
        pitches = Pitch.of(whole);
        // zeros around an image of zeros are no border
        whole.inputs.values().forEach(in -> clear.put(in, new Region(EVERYWHERE, EVERYWHERE)));
        for (Stage stage : whole.stages) {
            Region region = clear.get(stage.inputs.getFirst());
            for (int i = 0; i < stage.reaches.size(); i++) {
                Region of = stage.reaches.get(i).clear(clear.get(stage.inputs.get(i)));
                region = i == 0 ? of : region.intersect(of);
            }
            clear.put(stage.output, region);
        }
    }

    /**
     * A stage on folded maps.
     *
     * @param rows of each input, folded
     * @param columns of each input, folded
     */
    record Folded(
            Stage stage,
            Fold outputRows,
            Fold outputColumns,
            List<Fold> rows,
            List<Fold> columns) {}

    /** The stage on maps as small as can be. */
    Folded of(Stage stage) {
        Fold rows = rows(stage);
        Fold columns = columns(stage);
        while (!fits(stage, rows, true)) {
            rows = rows.less();
        }
        while (!fits(stage, columns, false)) {
            columns = columns.less();
        }
        Folded folded = folded(stage, rows, columns);
        return isSound(folded) ? folded : folded(stage, Fold.NONE, Fold.NONE);
    }

    /** All of a stage's output that can be folded away, though the input may not have as much. */
    Fold rows(Stage stage) {
        return Fold.of(alike(stage).rows(), pitches.get(stage.output).period());
    }

    Fold columns(Stage stage) {
        return Fold.of(alike(stage).columns(), pitches.get(stage.output).period());
    }

    private Region alike(Stage stage) {
        return clear.get(stage.output).intersect(Region.of(stage.output.shape));
    }

    /** A stage's output without all that can be folded away. */
    Value smallest(Stage stage) {
        Value output = stage.output;
        return small(output.shape, rows(stage), columns(stage), output.layout);
    }

    /** Whether something is left of each input. */
    private static boolean fits(Stage stage, Fold fold, boolean vertical) {
        for (int i = 0; i < stage.inputs.size() && fold.folded() > 0; i++) {
            Shape shape = stage.inputs.get(i).buffer();
            int extent = vertical ? shape.h() : shape.w();
            if (input(stage, i, fold, vertical).folded() >= extent) {
                return false;
            }
        }
        return true;
    }

    /** How an input is folded when the output is. */
    private static Fold input(Stage stage, int i, Fold fold, boolean vertical) {
        if (fold.folded() == 0 || stage.reaches.isEmpty()) {
            return fold;
        }
        LayerReach reach = stage.reaches.get(i);
        int first = first(reach, fold.seam(), vertical);
        return new Fold(first, first(reach, fold.seam() + fold.folded(), vertical) - first, 1);
    }

    /** The first input of a row, or column, of outputs. */
    private static int first(LayerReach reach, int index, boolean vertical) {
        Interval one = new Interval(index, index + 1);
        Region inputs = reach.needed(new Region(one, one));
        return vertical ? inputs.rows().from() : inputs.columns().from();
    }

    private static Folded folded(Stage stage, Fold rows, Fold columns) {
        List<Value> inputs = new ArrayList<>();
        List<Fold> inputRows = new ArrayList<>();
        List<Fold> inputColumns = new ArrayList<>();
        for (int i = 0; i < stage.inputs.size(); i++) {
            Value input = stage.inputs.get(i);
            inputRows.add(input(stage, i, rows, true));
            inputColumns.add(input(stage, i, columns, false));
            inputs.add(small(input.buffer(), inputRows.get(i), inputColumns.get(i), input.layout));
        }
        Value output = small(stage.output.shape, rows, columns, stage.output.layout);
        Stage small = new Stage(stage.row, stage.kind, inputs, output);
        small.store = stage.store;
        if (stage.kind instanceof Stage.Convolve convolve) {
            ConvolutionShape s = convolve.shape();
            Shape in = inputs.getFirst().shape;
            small.kind =
                    new Stage.Convolve(
                            new ConvolutionShape(
                                    s.transposed(),
                                    s.n(),
                                    s.group(),
                                    s.ic(),
                                    in.h(),
                                    in.w(),
                                    s.oc(),
                                    s.window()),
                            convolve.kernel(),
                            convolve.epilogue());
        }
        if (stage.placement != null) {
            Region part = stage.placement.part();
            Interval left = new Interval(part.rows().from(), part.rows().to() - rows.folded());
            Interval wide =
                    new Interval(part.columns().from(), part.columns().to() - columns.folded());
            small.placement = Placement.of(new Region(left, wide), stage.store);
        }
        return new Folded(small, rows, columns, inputRows, inputColumns);
    }

    private static Value small(Shape shape, Fold rows, Fold columns, Layout in) {
        Shape left = shape.with(2, shape.h() - rows.folded()).with(3, shape.w() - columns.folded());
        Value value = new Value(left, false);
        value.layout = in;
        return value;
    }

    /** Whether the layer makes of the folded inputs what is the folded output. */
    private static boolean isSound(Folded folded) {
        Stage stage = folded.stage();
        Shape output = stage.output.shape;
        return switch (stage.kind) {
            case Stage.Convolve convolve -> {
                boolean does =
                        convolve.kernel().algorithm().unsupported(convolve.shape()).isEmpty();
                Shape made = convolve.epilogue().output(convolve.shape());
                yield does
                        && (stage.placement == null
                                ? made.equals(output)
                                : Region.of(made).contains(stage.placement.part()));
            }
            case Stage.Operate ignored ->
                    stage.row.node().layer().outputs(stage.operands()).getFirst().equals(output);
            default -> true;
        };
    }
}
