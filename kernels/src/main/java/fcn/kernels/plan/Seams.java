package fcn.kernels.plan;

import fcn.kernels.layout.Layout;
import fcn.kernels.region.Region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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

    /**
     * A writer's node: what each of its states means.
     *
     * @param stored the region that it leaves
     * @param places whether it can write into a frame
     */
    record Port(int node, List<Layout> layouts, List<Region> stored, List<Boolean> places) {}

    /**
     * A reader's node: what each of its states means.
     *
     * @param found the layout that must be there; null for any
     * @param read the layout in which it reads
     * @param wanted the region that it reads
     * @param cut whether it is a crop, which makes a frame of its own
     */
    record Reading(
            int node, List<Layout> found, List<Layout> read, List<Region> wanted, boolean cut) {
        /** With the same region in each state. */
        static Reading of(
                int node, List<Layout> found, List<Layout> read, Region wanted, boolean cut) {
            List<Region> regions = Collections.nCopies(read.size(), wanted);
            return new Reading(node, found, read, regions, cut);
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
                List<Region> frames = reading.cut ? List.of() : List.of(wanted);
                List<Region> cuts = reading.cut ? List.of(wanted) : List.of();
                paid[i][j] =
                        reading.accepts(j, from)
                                ? frames(value, port, i, frames, cuts)
                                        + conversion(value, wanted, from, reading.read.get(j))
                                : FORBIDDEN;
            }
        }
        return paid;
    }

    /** A node that says in which layout a value is, and what becomes of each region of it. */
    private void share(Wiring.Value value, Port port, List<Reading> readers) {
        List<Region> regions =
                readers.stream()
                        .filter(reading -> !reading.cut)
                        .flatMap(reading -> reading.wanted.stream())
                        .distinct()
                        .toList();
        List<Region> cuts =
                readers.stream()
                        .filter(reading -> reading.cut)
                        .map(reading -> reading.wanted.getFirst())
                        .toList();
        int forms = (int) Math.round(Math.pow(FORMS, regions.size()));
        double[] own = new double[LAYOUTS.size() * forms];
        double[][] matches = new double[port.layouts.size()][own.length];
        for (int state = 0; state < own.length; state++) {
            Layout layout = LAYOUTS.get(state / forms);
            Layout other = LAYOUTS.get(1 - state / forms);
            List<Region> used = new ArrayList<>();
            for (int r = 0; r < regions.size(); r++) {
                int form = form(state, r);
                if (form > 0) {
                    used.add(regions.get(r));
                }
                own[state] += form == COPIED ? conversion(value, regions.get(r), layout, other) : 0;
            }
            for (int i = 0; i < matches.length; i++) {
                matches[i][state] =
                        port.layouts.get(i) == layout
                                ? frames(value, port, i, used, cuts)
                                : FORBIDDEN;
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
                int form = reading.cut ? 1 : form(state, regions.indexOf(reading.wanted.get(j)));
                boolean there = form == COPIED || (form > 0 && reading.read.get(j) == layout);
                served[state][j] = there && reading.accepts(j, layout) ? 0 : FORBIDDEN;
            }
        }
        return served;
    }

    /**
     * What brings regions about, in the layout in which a writer leaves the value. Where all that
     * is read are frames, the writer may put its part into the one that holds the others.
     *
     * @param writer its state
     * @param regions different ones
     * @param cuts crops
     */
    private double frames(
            Wiring.Value value, Port port, int writer, List<Region> regions, List<Region> cuts) {
        Layout layout = port.layouts.get(writer);
        Region stored = port.stored.get(writer);
        List<Region> framed =
                regions.stream().filter(wanted -> !is(value, stored, wanted)).toList();
        boolean places =
                port.places.get(writer)
                        && value.valid.contains(stored)
                        && cuts.isEmpty()
                        && framed.size() == regions.size();
        Optional<Region> largest =
                framed.stream()
                        .filter(region -> places && framed.stream().allMatch(region::contains))
                        .filter(region -> region.contains(stored))
                        .findFirst();
        double sum = 0;
        for (Region cut : cuts) {
            boolean free = value.writer != null && is(value, stored, cut);
            sum += free ? 0 : pay(frame(value, stored, value.valid, cut, layout, false));
        }
        for (Region wanted : framed) {
            boolean placed = largest.isPresent() && wanted.equals(largest.get());
            boolean fromFrame = largest.isPresent() && !placed;
            Region source = fromFrame ? largest.get() : stored;
            Region right = fromFrame ? largest.get() : value.valid;
            sum += pay(frame(value, source, right, wanted, layout, placed));
        }
        return sum;
    }

    /** Whether a region is there just as a reader wants it. */
    private static boolean is(Wiring.Value value, Region stored, Region wanted) {
        return stored.equals(wanted) && value.valid.contains(wanted);
    }

    private static Step frame(
            Wiring.Value value,
            Region stored,
            Region valid,
            Region wanted,
            Layout layout,
            boolean placed) {
        return new Step.Frame(value.shape, stored, valid, wanted, layout, placed);
    }

    private double conversion(Wiring.Value value, Region wanted, Layout from, Layout to) {
        return from == to ? 0 : pay(new Step.Convert(wanted.shape(value.shape), from, to));
    }

    private double pay(Step step) {
        return costs.of(step).orElse(Time.NONE).milliseconds();
    }
}
