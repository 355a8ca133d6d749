package fcn.reports.network;

import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every layer with what it reads, does, learns and makes.
 *
 * @param inputs the network's, as {@code data 1x3x500x334}
 * @param border why the first padded layer pads as it does; empty where no layer does
 */
public record NetworkTable(
        String network,
        String inputs,
        List<Layer> layers,
        long blobBytes,
        long weightBytes,
        long parameters,
        long flops,
        String border) {
    /** A blob; bytes as float32. */
    public record Blob(String blob, List<Integer> shape, long bytes) {
        /** {@code 1x64x698x532}. */
        public String extents() {
            return NetworkTable.extents(shape);
        }
    }

    /** A learned blob; bytes as float32. */
    public record Weight(List<Integer> shape, long bytes) {
        /** {@code 64x3x3x3}. */
        public String extents() {
            return NetworkTable.extents(shape);
        }
    }

    /**
     * A layer.
     *
     * @param arithmetic how height and width follow; empty where they stay
     * @param alignment null where the layer's inputs do not lie on the image in one way
     */
    public record Layer(
            String layer,
            String type,
            String operation,
            List<Blob> inputs,
            List<Blob> outputs,
            List<Weight> weights,
            long parameters,
            long flops,
            String arithmetic,
            Alignment alignment) {}

    /** Works it out. */
    public static NetworkTable of(Network network) {
        Shapes shapes = Shapes.of(network);
        Map<String, Alignment> alignments = Alignment.of(shapes);
        List<Layer> layers = new ArrayList<>();
        for (Shapes.Row row : shapes.rows()) {
            layers.add(
                    new Layer(
                            row.node().name(),
                            row.node().layer().type(),
                            Operation.of(row.node().layer()),
                            blobs(row.node().bottoms(), row.inputs()),
                            blobs(row.node().tops(), row.outputs()),
                            row.weights().stream()
                                    .map(shape -> new Weight(extents(shape), shape.bytes()))
                                    .toList(),
                            row.weights().stream().mapToLong(Shape::count).sum(),
                            row.flops(),
                            row.arithmetic(),
                            alignments.get(row.node().name())));
        }
        return new NetworkTable(
                network.name(),
                String.join(
                        ", ",
                        network.inputs().entrySet().stream()
                                .map(input -> input.getKey() + " " + input.getValue())
                                .toList()),
                layers,
                layers.stream()
                        .flatMap(layer -> layer.outputs().stream())
                        .mapToLong(Blob::bytes)
                        .sum(),
                shapes.parameters() * Float.BYTES,
                shapes.parameters(),
                shapes.flops(),
                Border.reason(network));
    }

    private static List<Blob> blobs(List<String> names, List<Shape> shapes) {
        List<Blob> blobs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            blobs.add(new Blob(names.get(i), extents(shapes.get(i)), shapes.get(i).bytes()));
        }
        return blobs;
    }

    private static List<Integer> extents(Shape shape) {
        return List.of(shape.n(), shape.c(), shape.h(), shape.w());
    }

    private static String extents(List<Integer> shape) {
        return String.join("x", shape.stream().map(String::valueOf).toList());
    }
}
