package fcn.reports.network;

import fcn.reports.page.Page;

import java.util.List;
import java.util.Map;

/**
 * A network's diagram in a page that zooms, with what is known of each layer.
 *
 * @param measured the conditions under which times were taken; empty without times
 * @param byTime whether it opens coloured by time
 */
public record DiagramPage(
        Diagram diagram, ShapesPage shapes, Map<String, String> measured, boolean byTime) {
    /** The page, one file that needs no other. */
    public String html() {
        return Page.html("network/graph.jte", this);
    }

    /** The name and the input of the network. */
    public String title() {
        return "Diagram of " + shapes.table().network() + " on " + shapes.table().inputs();
    }

    /** The layers of the boxes, each with those in place. */
    public List<Detail> details() {
        return diagram.boxes().stream()
                .map(
                        box ->
                                new Detail(
                                        box,
                                        shapes.rows().stream()
                                                .filter(row -> row.layer().equals(box.label()))
                                                .findFirst()
                                                .orElseThrow(),
                                        shapes.rows().stream()
                                                .filter(row -> box.inPlace().contains(row.layer()))
                                                .toList()))
                .toList();
    }

    /** A box with its layers' text. */
    public record Detail(Diagram.Box box, ShapesPage.Row row, List<ShapesPage.Row> inPlace) {}

    static String svg(Diagram diagram, String title, boolean byTime) {
        return Page.html(
                "network/diagram.jte",
                Map.of("diagram", diagram, "title", title, "byTime", byTime, "links", false));
    }
}
