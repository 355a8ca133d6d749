package fcn.reports.comparison;

import fcn.reports.performance.Figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A logarithmic axis of ratios with 1 in its middle: twice as long and half as long as far off. */
final class RatioAxis {
    private static final double LEAST = 1.1;
    private static final double MOST = 16;

    /** Steps nearer to the middle, as a share of the way to the end, run into its label. */
    private static final double APART = 0.2;

    private static final List<Double> STEPS =
            List.of(1.02, 1.05, 1.1, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0);

    private final double end;

    /** Reaches beyond all values, but no further than 16. */
    RatioAxis(DoubleStream values) {
        double most = values.map(value -> Math.max(value, 1 / value)).max().orElse(LEAST);
        end = Math.clamp(1.05 * most, LEAST, MOST);
    }

    /** Where a ratio lies, as {@code 12.34%} of the width; what lies beyond lies at the end. */
    String at(double ratio) {
        double share = 0.5 + Math.log(ratio) / Math.log(end) / 2;
        return String.format(Locale.ROOT, "%.2f%%", 100 * Math.clamp(share, 0, 1));
    }

    /** Whether a ratio lies on the axis. */
    boolean holds(double ratio) {
        return ratio >= 1 / end && ratio <= end;
    }

    /** The middle, and the same steps on either side. */
    List<ComparisonPage.Tick> ticks() {
        double outer = step(end);
        double half = step(Math.sqrt(outer));
        double inner = Math.log(half) < APART * Math.log(end) ? 1 : half;
        return DoubleStream.of(1 / outer, 1 / inner, 1, inner, outer)
                .distinct()
                .mapToObj(ratio -> new ComparisonPage.Tick(at(ratio), Figures.decimals(ratio, 2)))
                .toList();
    }

    /** The largest round ratio up to one. */
    private static double step(double most) {
        return STEPS.stream().filter(step -> step <= most).max(Double::compare).orElse(1.0);
    }
}
