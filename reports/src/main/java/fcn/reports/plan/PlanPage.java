package fcn.reports.plan;

import fcn.reports.performance.Figures;

import java.util.ArrayList;
import java.util.List;

/**
 * What the page on a plan shows.
 *
 * @param size height and width of the network's input
 * @param remarks on the whole plan, a sentence each
 * @param memory time against memory
 * @param error time against error
 */
public record PlanPage(
        String network,
        String size,
        int threads,
        List<String> remarks,
        List<Layer> layers,
        Front memory,
        Front error) {
    public PlanPage {
        remarks = List.copyOf(remarks);
        layers = List.copyOf(layers);
    }

    /** A layer's kernel, what another would cost the whole plan, what it takes. */
    public record Layer(
            String layer,
            String kernel,
            double ms,
            String runnerUp,
            double regretMs,
            double copiesMs,
            double weightsMb,
            double workspaceMb) {
        /** Figures as they are shown; nothing where there is nothing. */
        public String shown(double figure) {
            return figure == 0 ? "" : Figures.figure(figure);
        }
    }

    /** A plan that no other beats in both. */
    public record Point(double taken, double ms) {}

    /** A mark on an axis. */
    public record Tick(double at, String label) {}

    /**
     * Plans between which to choose, drawn 600 wide and 300 high.
     *
     * @param unit of what the plans take
     * @param chosenTaken what the plan of this page takes
     * @param chosenMs its time
     */
    public record Front(
            String title, String unit, List<Point> points, double chosenTaken, double chosenMs) {
        private static final double LEFT = 60;
        private static final double RIGHT = 580;
        private static final double TOP = 20;
        private static final double BOTTOM = 250;
        private static final int TICKS = 5;

        public Front {
            points = List.copyOf(points);
        }

        private double least(boolean time) {
            double least = time ? chosenMs : chosenTaken;
            for (Point point : points) {
                least = Math.min(least, time ? point.ms : point.taken);
            }
            return least;
        }

        private double most(boolean time) {
            double most = time ? chosenMs : chosenTaken;
            for (Point point : points) {
                most = Math.max(most, time ? point.ms : point.taken);
            }
            return most;
        }

        /** Place of a value on its axis, with a tenth of air at either end. */
        private double place(double value, boolean time) {
            double spread = Math.max(most(time) - least(time), most(time) * 0.01);
            double share = 0.1 + 0.8 * (value - least(time)) / spread;
            double place = time ? BOTTOM - share * (BOTTOM - TOP) : LEFT + share * (RIGHT - LEFT);
            return Math.round(place * 10) / 10.0;
        }

        public double x(double taken) {
            return place(taken, false);
        }

        public double y(double ms) {
            return place(ms, true);
        }

        /** From one plan to the next: nothing between them is to be had. */
        public String path() {
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                path.append(
                        path.isEmpty()
                                ? "M" + x(point.taken) + " " + y(point.ms)
                                : " V" + y(point.ms) + " H" + x(point.taken));
            }
            return path.toString();
        }

        public List<Tick> ticks(boolean time) {
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; i < TICKS; i++) {
                double spread = Math.max(most(time) - least(time), most(time) * 0.01);
                double value = least(time) + spread * i / (TICKS - 1);
                ticks.add(new Tick(place(value, time), Figures.figure(value)));
            }
            return ticks;
        }

        public String tooltip(Point point) {
            return Figures.figure(point.ms) + " ms, " + Figures.figure(point.taken) + " " + unit;
        }
    }
}
