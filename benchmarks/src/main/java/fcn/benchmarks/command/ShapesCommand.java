package fcn.benchmarks.command;

import fcn.reference.network.Network;
import fcn.reports.network.Alignment;
import fcn.reports.network.NetworkTable;
import fcn.reports.network.NetworkTable.Blob;
import fcn.reports.network.NetworkTable.Layer;
import fcn.reports.network.NetworkTable.Weight;
import fcn.reports.network.ReceptiveField;
import fcn.reports.network.ShapesPage;
import fcn.reports.network.Splits;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Every blob and every weight of a network. */
@Command(
        name = "shapes",
        header = "Lists every blob and weight with its arithmetic.",
        description =
                "Every blob and every weight: shape, bytes, FLOPs, what it sees of the image, and the"
                        + " arithmetic that led there.")
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
            description =
                    "${COMPLETION-CANDIDATES}; default table. html is written to shapes.html.")
    private Format format;

    @Option(
            names = "--splits",
            description = "With the Split layers that Caffe inserts where a blob has many readers.")
    private boolean splits;

    /** How it is written. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        MARKDOWN,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        Network network = common.network(size);
        NetworkTable table = NetworkTable.of(splits ? Splits.inserted(network) : network);
        switch (format) {
            case TABLE -> common.output().print(table(table));
            case CSV -> common.output().print(list(table).csv());
            case MARKDOWN -> common.output().print(list(table).markdown());
            case JSON -> common.output().println(OutputFile.json(result(table)));
            case HTML -> page(table);
        }
        common.output().flush();
        common.writeJson(result(table));
        return 0;
    }

    private void page(NetworkTable table) throws IOException {
        Path file = common.out.resolve("shapes.html");
        String html = ShapesPage.of(table, Provenance.of(command())).html();
        OutputFile.write(file, part -> Files.writeString(part, html));
        common.output().println(file.toAbsolutePath().normalize().toUri());
    }

    private String command() {
        return "shapes --format html"
                + (size == null ? "" : " --size " + size)
                + (splits ? " --splits" : "")
                + common.options();
    }

    private static String table(NetworkTable shapes) {
        Table table =
                new Table(
                        "layer",
                        "output",
                        ">bytes",
                        ">weights",
                        ">FLOPs",
                        ">field",
                        ">stride",
                        ">centre");
        for (Layer layer : shapes.layers()) {
            Blob output = layer.outputs().getFirst();
            long bytes = layer.weights().stream().mapToLong(Weight::bytes).sum();
            table.row(
                    layer.layer(),
                    output.extents(),
                    Units.bytes(output.bytes()),
                    bytes == 0 ? "" : Units.bytes(bytes),
                    layer.flops() == 0 ? "" : Units.count(layer.flops()),
                    field(layer, ReceptiveField::size),
                    field(layer, ReceptiveField::stride),
                    field(layer, ReceptiveField::center));
            for (Blob further : layer.outputs().subList(1, layer.outputs().size())) {
                table.row("", further.extents(), Units.bytes(further.bytes()), "", "", "", "", "");
            }
            for (String remark : remarks(layer)) {
                table.row(remark);
            }
        }
        if (!shapes.border().isEmpty()) {
            table.row(shapes.border());
        }
        String end = System.lineSeparator();
        return table.aligned()
                + end
                + shapes.network()
                + " on "
                + shapes.inputs()
                + ": "
                + Units.bytes(shapes.blobBytes())
                + " of blobs, "
                + Units.bytes(shapes.weightBytes())
                + " of weights ("
                + shapes.parameters()
                + " values), "
                + Units.count(shapes.flops())
                + "FLOP"
                + end;
    }

    private static List<String> remarks(Layer layer) {
        Alignment at = layer.alignment();
        String weights =
                layer.weights().stream()
                        .map(ShapesCommand::weight)
                        .collect(Collectors.joining(", "));
        return List.of(
                        (layer.inputs().isEmpty() ? "" : "reads " + names(layer.inputs()))
                                + (weights.isEmpty() ? "" : "; weights " + weights),
                        layer.arithmetic(),
                        at == null ? "" : at.arithmetic(),
                        at == null ? "" : at.note())
                .stream()
                .filter(remark -> !remark.isEmpty())
                .toList();
    }

    private static Table list(NetworkTable shapes) {
        Table table =
                new Table(
                        "layer",
                        "type",
                        "kind",
                        "name",
                        "shape",
                        ">bytes",
                        ">flops",
                        "arithmetic",
                        "operation",
                        "reads",
                        ">parameters",
                        ">field",
                        ">stride",
                        ">centre",
                        "field_arithmetic",
                        "note");
        for (Layer layer : shapes.layers()) {
            for (int i = 0; i < layer.outputs().size(); i++) {
                Blob blob = layer.outputs().get(i);
                boolean first = i == 0;
                Alignment at = first ? layer.alignment() : null;
                table.row(
                        layer.layer(),
                        layer.type(),
                        "blob",
                        blob.blob(),
                        blob.extents(),
                        String.valueOf(blob.bytes()),
                        first ? String.valueOf(layer.flops()) : "",
                        first ? layer.arithmetic() : "",
                        first ? layer.operation() : "",
                        first ? names(layer.inputs()) : "",
                        first ? String.valueOf(layer.parameters()) : "",
                        first ? field(layer, ReceptiveField::size) : "",
                        first ? field(layer, ReceptiveField::stride) : "",
                        first ? field(layer, ReceptiveField::center) : "",
                        at == null ? "" : at.arithmetic(),
                        at == null ? "" : at.note());
            }
            for (int i = 0; i < layer.weights().size(); i++) {
                Weight weight = layer.weights().get(i);
                table.row(
                        layer.layer(),
                        layer.type(),
                        "weight",
                        String.valueOf(i),
                        weight.extents(),
                        String.valueOf(weight.bytes()),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "");
            }
        }
        return table;
    }

    private static Map<String, Object> result(NetworkTable table) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", table.network());
        result.put("layers", table.layers());
        result.put("blob_bytes", table.blobBytes());
        result.put("weight_bytes", table.weightBytes());
        result.put("parameters", table.parameters());
        result.put("flops", table.flops());
        result.put("border", table.border());
        return result;
    }

    private static String names(List<Blob> blobs) {
        return blobs.stream().map(Blob::blob).collect(Collectors.joining(", "));
    }

    /** Along the height, and along the width where it differs; nothing where it is not known. */
    private static String field(Layer layer, ToDoubleFunction<ReceptiveField> of) {
        if (layer.alignment() == null) {
            return "";
        }
        double h = of.applyAsDouble(layer.alignment().h());
        double w = of.applyAsDouble(layer.alignment().w());
        return h == w ? text(h) : text(h) + "x" + text(w);
    }

    private static String text(double value) {
        return value == Math.rint(value)
                ? String.valueOf((long) value)
                : String.valueOf((float) value);
    }

    /** A vector as its length alone. */
    private static String weight(Weight weight) {
        int length = weight.shape().getLast();
        return weight.bytes() == length * (long) Float.BYTES
                ? String.valueOf(length)
                : weight.extents();
    }
}
