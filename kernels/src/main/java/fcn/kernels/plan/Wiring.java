package fcn.kernels.plan;

import fcn.kernels.region.Region;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Input;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Split;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layer reads what another wrote, as a session runs them: each write to a blob is a value of
 * its own, layers that only rename are gone, and a convolution has the ReLU, and after it the 2×2
 * pooling, that alone read it.
 */
final class Wiring {
    /** What is written once; the network's input where no unit writes it. */
    static final class Value {
        final Shape shape;
        final Unit writer;
        final List<Unit> readers = new ArrayList<>();

        /** The region of the map that is right: the rest is to be framed. */
        Region valid;

        Value(Shape shape, Unit writer) {
            this.shape = shape;
            this.writer = writer;
            valid = Region.of(shape);
        }
    }

    /**
     * What a unit computes and what it reads for that.
     *
     * @param shape the kernel's problem; null for a layer that is no convolution
     * @param wanted of each input
     * @param stored what is made of the output's map
     * @param valid what of that is right
     */
    record Part(ConvolutionShape shape, List<Region> wanted, Region stored, Region valid) {}

    /** A layer and those that it took up. */
    static final class Unit {
        final Shapes.Row row;
        final List<Value> inputs = new ArrayList<>();

        /** The kernel's problem; null for a layer that is no convolution. */
        final ConvolutionShape shape;

        boolean relu;

        /** The pooling that a kernel may take up; else it runs by itself. */
        Shapes.Row pooling;

        Value output;

        /** With the pooling taken up. */
        Part part;

        /** Where the pooling runs by itself: the convolution without it. */
        Part alone;

        /** What the pooling reads then. */
        Region pooled;

        Unit(Shapes.Row row) {
            this.row = row;
            shape =
                    switch (row.node().layer()) {
                        case Convolution layer -> layer.shape(row.inputs().getFirst());
                        case Deconvolution layer -> layer.shape(row.inputs().getFirst());
                        default -> null;
                    };
            output = new Value(row.outputs().getFirst(), this);
        }

        String layer() {
            return row.node().name();
        }

        /** Whether it only takes a rectangle out of every channel's map. */
        boolean isCut() {
            Shape in = row.inputs().getFirst();
            Shape out = row.outputs().getFirst();
            return row.node().layer() instanceof Crop crop
                    && crop.offset(0) == 0
                    && crop.offset(1) == 0
                    && in.n() == out.n()
                    && in.c() == out.c();
        }

        /** What an unpooled convolution writes, whole. */
        Shape unpooled() {
            return pooling.inputs().getFirst();
        }
    }

    /** In the network's order. */
    final List<Unit> units = new ArrayList<>();

    /** The network's inputs and what units write and others read. */
    final List<Value> values = new ArrayList<>();

    Wiring(Network network) {
        Map<String, Value> blobs = new HashMap<>();
        for (Shapes.Row row : Shapes.of(network).rows()) {
            List<String> tops = row.node().tops();
            List<String> bottoms = row.node().bottoms();
            switch (row.node().layer()) {
                case Input input -> {
                    for (int i = 0; i < tops.size(); i++) {
                        Value value = new Value(input.shapes().get(i), null);
                        values.add(value);
                        blobs.put(tops.get(i), value);
                    }
                }
                case Dropout ignored -> rename(bottoms, tops, blobs);
                case Split ignored -> rename(bottoms, tops, blobs);
                default -> {
                    Unit unit = new Unit(row);
                    boolean crop = row.node().layer() instanceof Crop; // reads a shape beside
                    for (String bottom : crop ? bottoms.subList(0, 1) : bottoms) {
                        unit.inputs.add(blobs.get(bottom));
                        blobs.get(bottom).readers.add(unit);
                    }
                    blobs.put(tops.getFirst(), unit.output);
                    units.add(unit);
                }
            }
        }
        List.copyOf(units).stream().filter(unit -> unit.shape != null).forEach(this::takeUp);
        units.forEach(unit -> values.add(unit.output));
        new Extents(this);
    }

    private static void rename(List<String> from, List<String> to, Map<String, Value> blobs) {
        Value value = blobs.get(from.getFirst());
        to.forEach(top -> blobs.put(top, value));
    }

    private void takeUp(Unit unit) {
        Unit reader = onlyReader(unit);
        if (reader != null
                && reader.row.node().layer() instanceof Relu relu
                && relu.negativeSlope() == 0) {
            unit.relu = true;
            replace(unit, reader);
            reader = onlyReader(unit);
            if (reader != null && halves(reader.row)) {
                unit.pooling = reader.row;
                replace(unit, reader);
            }
        }
    }

    private static Unit onlyReader(Unit unit) {
        return unit.output.readers.size() == 1 ? unit.output.readers.getFirst() : null;
    }

    /** Has a unit write what its only reader wrote. */
    private void replace(Unit unit, Unit reader) {
        Value value = new Value(reader.output.shape, unit);
        value.readers.addAll(reader.output.readers);
        value.readers.forEach(r -> r.inputs.replaceAll(v -> v == reader.output ? value : v));
        unit.output = value;
        units.remove(reader);
    }

    private static boolean halves(Shapes.Row row) {
        return row.node().layer() instanceof Pooling pooling
                && pooling.method() == Pooling.Method.MAX
                && pooling.windowOn(row.inputs().getFirst()).equals(Window.square(2, 2, 0));
    }
}
