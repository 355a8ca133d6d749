package fcn.benchmarks.command;

import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Every blob and every weight of a network. */
@Command(
        name = "shapes",
        description =
                "Every blob and every weight: shape, bytes, FLOPs, and the arithmetic that led to"
                        + " it.")
final class ShapesCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in the model, fcn8s 500x334.")
    private Size size;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default table.")
    private Table.Format format;

    /** A blob that a layer makes. */
    record Blob(String blob, List<Integer> shape, long bytes) {}

    /** A learned blob. */
    record Weight(List<Integer> shape, long bytes) {}

    /** A layer; {@code arithmetic} is empty where height and width stay. */
    record Line(
            String layer,
            String type,
            List<Blob> outputs,
            List<Weight> weights,
            long flops,
            String arithmetic) {}

    @Override
    public Integer call() throws IOException {
        Network network = common.network(size);
        Shapes shapes = Shapes.of(network);
        Map<String, Object> result = result(network, shapes);
        switch (format) {
            case TABLE -> common.output().print(table(network, shapes));
            case CSV -> common.output().print(list(shapes).csv());
            case MARKDOWN -> common.output().print(list(shapes).markdown());
            case JSON -> common.output().println(OutputFile.json(result));
        }
        common.output().flush();
        common.writeJson(result);
        return 0;
    }

    private static String table(Network network, Shapes shapes) {
        Table table = new Table("layer", "output", ">bytes", "weights", ">bytes", ">FLOPs");
        for (Shapes.Row row : shapes.rows()) {
            List<String> weights = row.weights().stream().map(ShapesCommand::weight).toList();
            long bytes = row.weights().stream().mapToLong(Shape::bytes).sum();
            table.row(
                    row.node().name(),
                    row.outputs().getFirst().toString(),
                    Units.bytes(row.outputs().getFirst().bytes()),
                    String.join(", ", weights),
                    bytes == 0 ? "" : Units.bytes(bytes),
                    row.flops() == 0 ? "" : Units.count(row.flops()));
            for (Shape further : row.outputs().subList(1, row.outputs().size())) {
                table.row("", further.toString(), Units.bytes(further.bytes()), "", "", "");
            }
            if (!row.arithmetic().isEmpty()) {
                table.row(row.arithmetic());
            }
        }
        return table.aligned()
                + System.lineSeparator()
                + network.name()
                + " on "
                + network.inputs()
                + ": "
                + Units.bytes(blobBytes(shapes))
                + " of blobs, "
                + Units.bytes(shapes.parameters() * Float.BYTES)
                + " of weights ("
                + shapes.parameters()
                + " values), "
                + Units.count(shapes.flops())
                + "FLOP"
                + System.lineSeparator();
    }

    private static Table list(Shapes shapes) {
        Table table =
                new Table(
                        "layer", "type", "kind", "name", "shape", ">bytes", ">flops", "arithmetic");
        for (Line line : lines(shapes)) {
            for (int i = 0; i < line.outputs().size(); i++) {
                Blob blob = line.outputs().get(i);
                table.row(
                        line.layer(),
                        line.type(),
                        "blob",
                        blob.blob(),
                        extents(blob.shape()),
                        String.valueOf(blob.bytes()),
                        i == 0 ? String.valueOf(line.flops()) : "",
                        i == 0 ? line.arithmetic() : "");
            }
            for (int i = 0; i < line.weights().size(); i++) {
                Weight weight = line.weights().get(i);
                table.row(
                        line.layer(),
                        line.type(),
                        "weight",
                        String.valueOf(i),
                        extents(weight.shape()),
                        String.valueOf(weight.bytes()),
                        "",
                        "");
            }
        }
        return table;
    }

    private static Map<String, Object> result(Network network, Shapes shapes) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", network.name());
        result.put("layers", lines(shapes));
        result.put("blob_bytes", blobBytes(shapes));
        result.put("weight_bytes", shapes.parameters() * Float.BYTES);
        result.put("parameters", shapes.parameters());
        result.put("flops", shapes.flops());
        return result;
    }

    private static List<Line> lines(Shapes shapes) {
        List<Line> lines = new ArrayList<>();
        for (Shapes.Row row : shapes.rows()) {
            List<Blob> outputs = new ArrayList<>();
            for (int i = 0; i < row.outputs().size(); i++) {
                Shape shape = row.outputs().get(i);
                outputs.add(new Blob(row.node().tops().get(i), extents(shape), shape.bytes()));
            }
            lines.add(
                    new Line(
                            row.node().name(),
                            row.node().layer().type(),
                            outputs,
                            row.weights().stream()
                                    .map(shape -> new Weight(extents(shape), shape.bytes()))
                                    .toList(),
                            row.flops(),
                            row.arithmetic()));
        }
        return lines;
    }

    private static long blobBytes(Shapes shapes) {
        return shapes.rows().stream()
                .flatMap(row -> row.outputs().stream())
                .mapToLong(Shape::bytes)
                .sum();
    }

    private static List<Integer> extents(Shape shape) {
        return List.of(shape.n(), shape.c(), shape.h(), shape.w());
    }

    private static String extents(List<Integer> shape) {
        return String.join("x", shape.stream().map(String::valueOf).toList());
    }

    /** A vector as its length alone. */
    private static String weight(Shape shape) {
        return shape.count() == shape.w() ? String.valueOf(shape.w()) : shape.toString();
    }
}
