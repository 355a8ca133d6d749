package fcn.reports.network;

import fcn.reference.network.Network;
import fcn.reference.network.Node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A network drawn from top to bottom: a box a layer, a line from each blob's maker to its readers.
 * Layers that work in place share the box of the layer before them.
 *
 * @param width of the drawing, in its own units, as {@code height}
 */
public record Diagram(
        double width, double height, List<Box> boxes, List<Line> lines, List<String> families) {
    /** Shares of the time above which a box is hotter. */
    private static final double[] HEATS = {0, 0.01, 0.03, 0.06, 0.1};

    private static final double BOX_HEIGHT = 22;
    private static final double ROW = 37;
    private static final double LANE = 15;
    private static final double MARGIN = 10;

    /**
     * A layer, with those that work on its output in place.
     *
     * @param label its name
     * @param shape of its first output, {@code 64×698×532}, after the batch
     * @param inPlace names of the layers in place
     * @param family what colours it: the kind of layer
     * @param share of the time of all timed layers; negative where it was not timed
     */
    public record Box(
            String label,
            String shape,
            List<String> inPlace,
            String type,
            String family,
            double share,
            double x,
            double y,
            double width,
            double height) {
        /** The share as text; empty where there is none. */
        public String percent() {
            return share < 0
                    ? ""
                    : String.format(Locale.ROOT, share < 0.0095 ? "%.1f%%" : "%.0f%%", 100 * share);
        }

        /** Name, type, output and what happens in place, in words. */
        public String description() {
            return label
                    + ", "
                    + type
                    + ", "
                    + shape
                    + (inPlace.isEmpty() ? "" : ", then " + String.join(", ", inPlace))
                    + (share < 0 ? "" : ", " + percent() + " of the time");
        }

        /** 0 to 5, by the share; 0 where there is none. */
        public int heat() {
            int heat = 0;
            while (heat < HEATS.length && share > HEATS[heat]) {
                heat++;
            }
            return heat;
        }
    }

    /** What a colour of time stands for. */
    public record Heat(int heat, String text) {}

    /** The colours of time, the coolest first. */
    public static List<Heat> heats() {
        List<Heat> heats = new ArrayList<>();
        for (int i = 1; i < HEATS.length; i++) {
            heats.add(new Heat(i, "≤ " + Math.round(100 * HEATS[i]) + "%"));
        }
        heats.add(new Heat(HEATS.length, "more"));
        return heats;
    }

    /** A point of a line. */
    public record Point(double x, double y) {}

    /**
     * A line from box to box through points, pairs of which are the ends of a vertical piece; what
     * is between them bends.
     *
     * @param skip whether it passes other rows
     */
    public record Line(String blob, String from, String to, boolean skip, List<Point> points) {
        /** The line as SVG's path data. */
        public String path() {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < points.size(); i++) {
                Point p = points.get(i);
                if (i == 0) {
                    path.append("M%s %s".formatted(number(p.x), number(p.y)));
                } else if (p.x == points.get(i - 1).x) {
                    path.append("V%s".formatted(number(p.y)));
                } else {
                    Point before = points.get(i - 1);
                    String middle = number((before.y + p.y) / 2);
                    path.append(
                            "C%s %s %s %s %s %s"
                                    .formatted(
                                            number(before.x),
                                            middle,
                                            number(p.x),
                                            middle,
                                            number(p.x),
                                            number(p.y)));
                }
            }
            return path.toString();
        }
    }

    /** Draws a network with the milliseconds of its layers, as far as they are known. */
    public static Diagram of(Network network, Map<String, Double> milliseconds) {
        return new Drawing(network, milliseconds).diagram();
    }

    /** The drawing alone, a file that needs no other. */
    public String svg(String title, boolean byTime) {
        return DiagramPage.svg(this, title, byTime);
    }

    /** A coordinate. */
    public static String text(double value) {
        return number(value);
    }

    static String number(double value) {
        return FieldArithmetic.number(value);
    }

    /** A diagram in the making. */
    private static final class Drawing {
        private final NetworkTable table;
        private final List<List<Node>> groups = new ArrayList<>();
        private final List<Layering.Edge> edges = new ArrayList<>();
        private final List<String> blobs = new ArrayList<>();
        private final Map<String, Double> milliseconds;

        Drawing(Network network, Map<String, Double> milliseconds) {
            this.milliseconds = milliseconds;
            table = NetworkTable.of(network);
            Map<String, Integer> makers = new HashMap<>();
            for (Node node : network.nodes()) {
                Integer host =
                        node.bottoms().equals(node.tops()) && node.bottoms().size() == 1
                                ? makers.get(node.bottoms().getFirst())
                                : null;
                if (host == null || readBefore(host, node.bottoms().getFirst())) {
                    groups.add(new ArrayList<>());
                    host = groups.size() - 1;
                    for (String bottom : node.bottoms()) {
                        Layering.Edge edge = new Layering.Edge(makers.get(bottom), host);
                        if (edges.contains(edge)) {
                            int at = edges.indexOf(edge);
                            blobs.set(at, blobs.get(at) + ", " + bottom);
                        } else {
                            edges.add(edge);
                            blobs.add(bottom);
                        }
                    }
                }
                groups.get(host).add(node);
                for (String top : node.tops()) {
                    makers.put(top, host);
                }
            }
        }

        /** Whether another layer already reads what is to be changed in place. */
        private boolean readBefore(int host, String blob) {
            for (int e = 0; e < edges.size(); e++) {
                if (edges.get(e).from() == host && blobs.get(e).contains(blob)) {
                    return true;
                }
            }
            return false;
        }

        Diagram diagram() {
            Layering layering = new Layering(groups.size(), edges);
            double boxWidth = 7.3 * longest() + 34;
            double[] centers = new double[layering.lanes()];
            double x = MARGIN;
            for (int lane = 0; lane < centers.length; lane++) {
                double wide = layering.holdsVertices(lane) ? boxWidth : 0;
                centers[lane] = x + wide / 2;
                x += wide + LANE;
            }
            Map<String, NetworkTable.Layer> layers = new LinkedHashMap<>();
            table.layers().forEach(layer -> layers.put(layer.layer(), layer));
            double total = milliseconds.values().stream().mapToDouble(d -> d).sum();
            List<Box> boxes = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                boxes.add(
                        box(
                                groups.get(g),
                                layers,
                                total,
                                centers[layering.lane[g]] - boxWidth / 2,
                                MARGIN + ROW * layering.row[g],
                                boxWidth));
            }
            return new Diagram(
                    x - LANE + MARGIN,
                    2 * MARGIN + ROW * (layering.rows() - 1) + BOX_HEIGHT,
                    boxes,
                    lines(layering, boxes, centers),
                    boxes.stream().map(Box::family).distinct().sorted().toList());
        }

        private int longest() {
            Map<String, NetworkTable.Layer> layers = new HashMap<>();
            table.layers().forEach(layer -> layers.put(layer.layer(), layer));
            return groups.stream()
                    .map(group -> group.getFirst().name())
                    .mapToInt(name -> name.length() + shape(layers.get(name)).length())
                    .max()
                    .orElse(0);
        }

        private Box box(
                List<Node> group,
                Map<String, NetworkTable.Layer> layers,
                double total,
                double x,
                double y,
                double width) {
            Node first = group.getFirst();
            double time = milliseconds.getOrDefault(first.name(), -1.0);
            return new Box(
                    first.name(),
                    shape(layers.get(first.name())),
                    group.stream().skip(1).map(Node::name).toList(),
                    first.layer().type(),
                    Family.of(first.layer()),
                    time < 0 || total <= 0 ? -1 : time / total,
                    x,
                    y,
                    width,
                    BOX_HEIGHT);
        }

        private static String shape(NetworkTable.Layer layer) {
            List<Integer> shape = layer.outputs().getFirst().shape();
            return shape.get(1) + "×" + shape.get(2) + "×" + shape.get(3);
        }

        private List<Line> lines(Layering layering, List<Box> boxes, double[] centers) {
            List<Line> lines = new ArrayList<>();
            for (int e = 0; e < edges.size(); e++) {
                Layering.Route route = layering.routes.get(e);
                Box from = boxes.get(route.edge().from());
                Box to = boxes.get(route.edge().to());
                double start = port(layering, route, boxes, centers, true);
                double end = port(layering, route, boxes, centers, false);
                List<Point> points = new ArrayList<>();
                points.add(new Point(start, from.y() + from.height()));
                int row = layering.row[route.edge().from()] + 1;
                for (int lane : route.lanes()) {
                    double top = MARGIN + ROW * row;
                    points.add(new Point(centers[lane], top));
                    points.add(new Point(centers[lane], top + BOX_HEIGHT));
                    row++;
                }
                points.add(new Point(end, to.y()));
                lines.add(
                        new Line(
                                blobs.get(e),
                                from.label(),
                                to.label(),
                                !route.lanes().isEmpty(),
                                points));
            }
            return lines;
        }

        /** Where a line leaves or enters its box: side by side, in the order of what they meet. */
        private double port(
                Layering layering,
                Layering.Route route,
                List<Box> boxes,
                double[] centers,
                boolean leaving) {
            int vertex = leaving ? route.edge().from() : route.edge().to();
            List<Layering.Route> here =
                    layering.routes.stream()
                            .filter(r -> (leaving ? r.edge().from() : r.edge().to()) == vertex)
                            .sorted(
                                    Comparator.comparingDouble(
                                            r -> next(layering, r, centers, leaving)))
                            .toList();
            Box box = boxes.get(vertex);
            double gap = Math.min(24, box.width() / (here.size() + 1));
            double place = here.indexOf(route) - (here.size() - 1) / 2.0;
            return box.x() + box.width() / 2 + gap * place;
        }

        private static double next(
                Layering layering, Layering.Route route, double[] centers, boolean leaving) {
            if (route.lanes().isEmpty()) {
                int other = leaving ? route.edge().to() : route.edge().from();
                return centers[layering.lane[other]];
            }
            return centers[leaving ? route.lanes().getFirst() : route.lanes().getLast()];
        }
    }
}
