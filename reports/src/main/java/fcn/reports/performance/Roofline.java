package fcn.reports.performance;

import fcn.reports.page.Downloads;
import fcn.reports.results.Roof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A roofline (Williams, Waterman, Patterson, 2009): executed operations a second over executed
 * operations for each byte that must move at least once, on logarithmic axes, under measured
 * ceilings. Coordinates are pixels of an SVG of {@code width} × {@code height}.
 */
public record Roofline(
        int width,
        int height,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Ceiling> ceilings,
        List<Point> points,
        Downloads downloads) {
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 36;
    private static final int RADIUS = 5;
    private static final int LABEL_HEIGHT = 10;
    private static final int LABEL_STEP = 6;
    private static final int LABEL_GAP = 7;
    private static final int TRIES = 24;
    private static final double LABEL_CHARACTER = 6.2;

    /** A line of the grid. */
    public record Tick(double at, String label) {}

    /** A measured limit: it rises with the bandwidth and ends where the FMA peak begins. */
    public record Ceiling(String kind, String label, double x1, double y1, double x2, double y2) {}

    /**
     * A measurement.
     *
     * @param labelY where the label's line stands, moved until it covers no other
     */
    public record Point(
            String label,
            String description,
            String standing,
            double x,
            double y,
            double labelX,
            double labelY,
            String anchor) {}

    /** What is drawn: a label, and the figures it stands for. */
    record Dot(String label, FigureRow figure) {}

    /**
     * What a mark of the diagram stands for: of a ceiling the FMA peak, or the bandwidth.
     *
     * @param standing of a kernel; of a ceiling {@code ceiling}
     */
    record Mark(
            String name,
            String layer,
            String standing,
            Double flops_per_byte,
            Double gflops,
            Double gigabytes_per_second) {
        static Mark of(Dot dot) {
            FigureRow row = dot.figure();
            return new Mark(
                    row.kernel(),
                    row.layer(),
                    row.verdict(),
                    row.flops_per_byte(),
                    row.executed_gflops(),
                    null);
        }

        static List<Mark> of(Roof roof) {
            return List.of(
                    new Mark("FMA peak", null, "ceiling", null, roof.fmaGflops(), null),
                    bandwidth("memory", roof.memoryGigabytesPerSecond()),
                    bandwidth("L3", roof.l3GigabytesPerSecond()),
                    bandwidth("L2", roof.l2GigabytesPerSecond()));
        }

        private static Mark bandwidth(String name, double bandwidth) {
            return new Mark(name, null, "ceiling", null, null, bandwidth);
        }

        boolean isMeasured() {
            return !Double.valueOf(0).equals(gflops)
                    && !Double.valueOf(0).equals(gigabytes_per_second);
        }
    }

    /**
     * The diagram of some measurements.
     *
     * @param name of its downloads
     */
    static Roofline of(String name, Roof roof, List<Dot> dots, int width, int height) {
        double lowX = Double.MAX_VALUE;
        double highX = 0;
        double lowY = Double.MAX_VALUE;
        double highY = roof.fmaGflops();
        for (Dot dot : dots) {
            lowX = Math.min(lowX, dot.figure().flops_per_byte());
            highX = Math.max(highX, dot.figure().flops_per_byte());
            lowY = Math.min(lowY, dot.figure().executed_gflops());
            highY = Math.max(highY, dot.figure().executed_gflops());
        }
        double[] bandwidths = {
            roof.memoryGigabytesPerSecond(),
            roof.l3GigabytesPerSecond(),
            roof.l2GigabytesPerSecond()
        };
        for (double bandwidth : bandwidths) {
            double bend = bandwidth > 0 ? roof.fmaGflops() / bandwidth : 0;
            lowX = bend > 0 ? Math.min(lowX, bend) : lowX;
            highX = Math.max(highX, bend);
        }
        Axis x = new Axis(lowX / 2, Math.max(highX * 4, 16), LEFT, width - RIGHT);
        Axis y = new Axis(lowY / 2, highY * 1.6, height - BOTTOM, TOP);
        return new Roofline(
                width,
                height,
                x.ticks(),
                y.ticks(),
                ceilings(roof, x, y),
                points(dots, x, y),
                Downloads.of(
                        name,
                        Mark.class,
                        Stream.concat(
                                        Mark.of(roof).stream().filter(Mark::isMeasured),
                                        dots.stream().map(Mark::of))
                                .toList()));
    }

    /** What its dots are, for the key. */
    public List<String> standings() {
        return Stream.of("winner", "tie", "other")
                .filter(name -> points.stream().anyMatch(p -> p.standing().equals(name)))
                .toList();
    }

    /** A logarithmic scale between two figures and the pixels they stand on. */
    private record Axis(double low, double high, double from, double to) {
        double at(double value) {
            double share = Math.log(value / low) / Math.log(high / low);
            return Math.round(10 * (from + share * (to - from))) / 10.0;
        }

        /** Powers of ten, or of two where there are few of those. */
        List<Tick> ticks() {
            double base = high / low > 300 ? 10 : 2;
            List<Tick> ticks = new ArrayList<>();
            double power = Math.ceil(Math.log(low) / Math.log(base) - 1e-9);
            for (double tick = Math.pow(base, power); tick <= high; tick *= base) {
                ticks.add(new Tick(at(tick), Figures.figure(tick).replaceFirst("\\.0+$", "")));
            }
            return ticks;
        }
    }

    private static List<Ceiling> ceilings(Roof roof, Axis x, Axis y) {
        List<Ceiling> ceilings = new ArrayList<>();
        double peak = roof.fmaGflops();
        if (peak > 0) {
            ceilings.add(
                    new Ceiling(
                            "peak",
                            "FMA peak " + Figures.figure(peak) + " GFLOP/s",
                            x.from(),
                            y.at(peak),
                            x.to(),
                            y.at(peak)));
        }
        slope(ceilings, "memory", "memory", roof.memoryGigabytesPerSecond(), peak, x, y);
        slope(ceilings, "l3", "L3", roof.l3GigabytesPerSecond(), peak, x, y);
        slope(ceilings, "l2", "L2", roof.l2GigabytesPerSecond(), peak, x, y);
        return ceilings;
    }

    /** The part of a bandwidth's line that lies within the axes and under the peak. */
    private static void slope(
            List<Ceiling> ceilings,
            String kind,
            String name,
            double bandwidth,
            double peak,
            Axis x,
            Axis y) {
        double top = peak > 0 ? peak : y.high();
        double from = Math.max(x.low(), y.low() / bandwidth);
        double to = Math.min(x.high(), top / bandwidth);
        if (bandwidth > 0 && from < to) {
            ceilings.add(
                    new Ceiling(
                            kind,
                            name + " " + Figures.figure(bandwidth) + " GB/s",
                            x.at(from),
                            y.at(from * bandwidth),
                            x.at(to),
                            y.at(to * bandwidth)));
        }
    }

    private static List<Point> points(List<Dot> dots, Axis x, Axis y) {
        List<double[]> taken = new ArrayList<>();
        for (Dot dot : dots) {
            double dotX = x.at(dot.figure().flops_per_byte());
            double dotY = y.at(dot.figure().executed_gflops());
            taken.add(new double[] {dotX - RADIUS, dotX + RADIUS, dotY});
        }
        List<Point> points = new ArrayList<>();
        for (Dot dot : dots) {
            FigureRow figure = dot.figure();
            double atX = x.at(figure.flops_per_byte());
            double atY = y.at(figure.executed_gflops());
            double width = dot.label().length() * LABEL_CHARACTER;
            Place place = place(taken, atX, atY, width, x);
            taken.add(new double[] {place.from(), place.from() + width, place.middle()});
            points.add(
                    new Point(
                            dot.label(),
                            "%s on %s: %s GFLOP/s executed at %s operations a byte"
                                    .formatted(
                                            figure.kernel(),
                                            figure.layer(),
                                            Figures.figure(figure.executed_gflops()),
                                            Figures.figure(figure.flops_per_byte())),
                            figure.verdict(),
                            atX,
                            atY,
                            place.left() ? place.from() + width : place.from(),
                            place.middle() + 4,
                            place.left() ? "end" : "start"));
        }
        return points;
    }

    /** Where a label begins and its middle line, left or right of its dot. */
    private record Place(double from, double middle, boolean left) {}

    /** The free place nearest to a dot, to its right if both sides are as near. */
    private static Place place(
            List<double[]> taken, double dotX, double dotY, double width, Axis x) {
        boolean mustBeLeft = dotX + LABEL_GAP + width > x.to();
        Place place = new Place(dotX + LABEL_GAP, dotY, false);
        for (int i = 0; i < TRIES; i++) {
            double middle = dotY + (i % 2 == 0 ? -1 : 1) * ((i + 1) / 2) * LABEL_STEP;
            for (boolean left : new boolean[] {false, true}) {
                double from = left ? dotX - LABEL_GAP - width : dotX + LABEL_GAP;
                boolean within = left ? from > x.from() : !mustBeLeft;
                if (within && !covered(taken, from, from + width, middle)) {
                    return new Place(from, middle, left);
                }
                if (i == 0 && within) {
                    place = new Place(from, middle, left);
                }
            }
        }
        return place;
    }

    /** Whether a line of text from one x to another meets what is there: from, to, middle. */
    private static boolean covered(List<double[]> taken, double from, double to, double middle) {
        return taken.stream()
                .anyMatch(
                        box ->
                                Math.abs(box[2] - middle) < LABEL_HEIGHT
                                        && box[0] < to
                                        && from < box[1]);
    }
}
