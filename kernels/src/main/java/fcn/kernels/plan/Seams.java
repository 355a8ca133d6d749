package fcn.kernels.plan;

import fcn.kernels.layout.Layout;
import fcn.kernels.region.Region;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What lies between whoever writes a value and its readers: frames around the part that is
 * computed, and copies in another layout. Readers that want the same share it.
 */
final class Seams {
    private static final double FORBIDDEN = Double.POSITIVE_INFINITY;
    private static final List<Layout> LAYOUTS = List.of(Layout.values());

    /** What becomes of a region: nobody wants it; it is there; it is there in both layouts. */
    private static final int FORMS = 3;

    private static final int COPIED = 2;

    /** A writer's node: what each of its states means. */
    record Port(int node, List<Layout> layouts, List<Boolean> places) {}

    /**
     * A reader's node: what each of its states means.
     *
     * @param found the layout that must be there; null for any
     * @param read the layout in which it reads
     * @param wanted the region that it reads; null where it takes the value as it is
     */
    record Reading(int node, List<Layout> found, List<Layout> read, List<Region> wanted) {
        /** With the same region in each state. */
        static Reading of(int node, List<Layout> found, List<Layout> read, Region wanted) {
            return new Reading(node, found, read, Collections.nCopies(read.size(), wanted));
        }

        private boolean accepts(int state, Layout there) {
            return found.get(state) == null || found.get(state) == there;
        }
    }

    private final CostGraph graph;
    private final Costs costs;

    Seams(CostGraph graph, Costs costs) {
        this.graph = graph;
        this.costs = costs;
    }

    void connect(Wiring.Value value, Port port, List<Reading> readers) {
        if (readers.size() == 1) {
            Reading reading = readers.getFirst();
            graph.connect(port.node, reading.node, alone(value, port, reading));
        } else if (readers.size() > 1) {
            share(value, port, readers);
        }
    }

    private double[][] alone(Wiring.Value value, Port port, Reading reading) {
        double[][] paid = new double[port.layouts.size()][reading.read.size()];
        for (int i = 0; i < paid.length; i++) {
            Layout from = port.layouts.get(i);
            for (int j = 0; j < paid[i].length; j++) {
                Region wanted = reading.wanted.get(j);
                if (!reading.accepts(j, from)) {
                    paid[i][j] = FORBIDDEN;
                } else if (wanted != null) {
                    paid[i][j] =
                            frame(value, wanted, from, port.places.get(i))
                                    + conversion(value, wanted, from, reading.read.get(j));
                }
            }
        }
        return paid;
    }

    /** A node that says in which layout a value is, and what becomes of each region of it. */
    private void share(Wiring.Value value, Port port, List<Reading> readers) {
        List<Region> regions =
                readers.stream()
                        .flatMap(reading -> reading.wanted.stream())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        boolean raw = readers.stream().anyMatch(reading -> reading.wanted.contains(null));
        int forms = (int) Math.round(Math.pow(FORMS, regions.size()));
        double[] own = new double[LAYOUTS.size() * forms];
        double[][] matches = new double[port.layouts.size()][own.length];
        for (int state = 0; state < own.length; state++) {
            Layout layout = LAYOUTS.get(state / forms);
            Layout other = LAYOUTS.get(1 - state / forms);
            int used = 0;
            for (int r = 0; r < regions.size(); r++) {
                int form = form(state, r);
                used += form > 0 ? 1 : 0;
                own[state] += form == COPIED ? conversion(value, regions.get(r), layout, other) : 0;
            }
            for (int i = 0; i < matches.length; i++) {
                boolean places = port.places.get(i) && used == 1 && !raw;
                matches[i][state] = port.layouts.get(i) == layout ? 0 : FORBIDDEN;
                for (int r = 0; r < regions.size(); r++) {
                    matches[i][state] +=
                            form(state, r) > 0 ? frame(value, regions.get(r), layout, places) : 0;
                }
            }
        }
        int node = graph.add(own);
        graph.connect(port.node, node, matches);
        for (Reading reading : readers) {
            graph.connect(node, reading.node, served(reading, regions, forms));
        }
    }

    private static int form(int state, int region) {
        return (int) (state / Math.round(Math.pow(FORMS, region))) % FORMS;
    }

    /** Nothing to pay where a reader finds what it wants. */
    private static double[][] served(Reading reading, List<Region> regions, int forms) {
        double[][] served = new double[LAYOUTS.size() * forms][reading.read.size()];
        for (int state = 0; state < served.length; state++) {
            Layout layout = LAYOUTS.get(state / forms);
            for (int j = 0; j < served[state].length; j++) {
                Region wanted = reading.wanted.get(j);
                int form = wanted == null ? 1 : form(state, regions.indexOf(wanted));
                boolean there = form == COPIED || (form > 0 && reading.read.get(j) == layout);
                served[state][j] = there && reading.accepts(j, layout) ? 0 : FORBIDDEN;
            }
        }
        return served;
    }

    /** What brings a region about, in the layout in which the value is. */
    private double frame(Wiring.Value value, Region wanted, Layout layout, boolean places) {
        if (value.is(wanted)) {
            return 0;
        }
        boolean placed = places && wanted.contains(value.stored);
        return pay(new Step.Frame(value.shape, value.stored, value.valid, wanted, layout, placed));
    }

    private double conversion(Wiring.Value value, Region wanted, Layout from, Layout to) {
        return from == to ? 0 : pay(new Step.Convert(wanted.shape(value.shape), from, to));
    }

    private double pay(Step step) {
        return costs.of(step).orElse(Time.NONE).milliseconds();
    }
}
