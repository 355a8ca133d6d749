package fcn.reports.network;

import fcn.reports.page.Made;
import fcn.reports.page.Page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of shapes as a page. */
public record ShapesPage(NetworkTable table, List<Row> rows, Made made) {
    /** A layer in text. */
    public record Row(
            String layer,
            String operation,
            String inputs,
            String outputs,
            String bytes,
            String weights,
            String weightBytes,
            String flops,
            String field,
            String stride,
            String center,
            List<String> how,
            String note) {
        /** What a cell sees of the image. */
        public String sees() {
            String from =
                    center.startsWith("-")
                            ? " − " + center.substring(1)
                            : center.equals("0") ? "" : " + " + center;
            return "cell i: %s around pixel %s%s"
                    .formatted(
                            field.equals("1") ? "1 pixel" : field + " pixels",
                            stride.equals("1") ? "i" : stride + "·i",
                            from);
        }
    }

    /** Lays out a table. */
    public static ShapesPage of(NetworkTable table, Made made) {
        return new ShapesPage(table, table.layers().stream().map(ShapesPage::row).toList(), made);
    }

    /** The page, one file that needs no other. */
    public String html() {
        return Page.html("network/shapes.jte", this);
    }

    /** The layers whose offset is explained. */
    public List<NetworkTable.Layer> crops() {
        return table.layers().stream()
                .filter(layer -> layer.alignment() != null && !layer.alignment().note().isEmpty())
                .toList();
    }

    public String blobs() {
        return scaled(table.blobBytes()) + "B";
    }

    public String weights() {
        return scaled(table.weightBytes()) + "B";
    }

    public String flops() {
        return scaled(table.flops());
    }

    private static Row row(NetworkTable.Layer layer) {
        long bytes = layer.outputs().stream().mapToLong(NetworkTable.Blob::bytes).sum();
        long weights = layer.weights().stream().mapToLong(NetworkTable.Weight::bytes).sum();
        Alignment at = layer.alignment();
        return new Row(
                layer.layer(),
                layer.type() + ": " + layer.operation(),
                layer.inputs().stream()
                        .map(NetworkTable.Blob::blob)
                        .collect(Collectors.joining(", ")),
                layer.outputs().stream()
                        .map(NetworkTable.Blob::extents)
                        .collect(Collectors.joining(", ")),
                scaled(bytes) + "B",
                layer.weights().stream()
                        .map(NetworkTable.Weight::extents)
                        .map(shape -> shape.replaceFirst("^(1x)+(?=\\d+$)", ""))
                        .collect(Collectors.joining(", ")),
                weights == 0 ? "" : scaled(weights) + "B",
                layer.flops() == 0 ? "" : scaled(layer.flops()).strip(),
                at == null ? "" : both(at.h().size(), at.w().size()),
                at == null ? "" : both(at.h().stride(), at.w().stride()),
                at == null ? "" : both(at.h().center(), at.w().center()),
                how(layer),
                at == null ? "" : at.note());
    }

    private static List<String> how(NetworkTable.Layer layer) {
        List<String> how = new ArrayList<>();
        if (!layer.arithmetic().isEmpty()) {
            how.add(layer.arithmetic());
        }
        if (layer.alignment() != null && !layer.alignment().arithmetic().isEmpty()) {
            how.add(layer.alignment().arithmetic());
        }
        return how;
    }

    private static String both(double h, double w) {
        return h == w
                ? FieldArithmetic.number(h)
                : FieldArithmetic.number(h) + " × " + FieldArithmetic.number(w);
    }

    /** Three digits and a unit in powers of 1000. */
    private static String scaled(long value) {
        String[] prefixes = {"", "k", "M", "G", "T", "P", "E"};
        double scaled = value;
        int prefix = 0;
        while (scaled >= 999.5) {
            scaled /= 1000;
            prefix++;
        }
        int digits = prefix == 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f %s", scaled, prefixes[prefix]);
    }
}
