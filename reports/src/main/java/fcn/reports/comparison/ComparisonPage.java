package fcn.reports.comparison;

import fcn.reports.page.Downloads;
import fcn.reports.page.Made;
import fcn.reports.page.Page;
import fcn.reports.performance.Figures;
import fcn.reports.results.Series;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A comparison as a page.
 *
 * @param counts how many rows have each verdict
 * @param remarks what limits its worth
 * @param bandFrom where ratios begin that are within the threshold
 * @param bandTo where they end
 */
public record ComparisonPage(
        String title,
        String intro,
        List<Count> counts,
        List<String> remarks,
        List<Tick> ticks,
        String bandFrom,
        String bandTo,
        List<Row> rows,
        Downloads downloads,
        Made made) {
    /** A ratio that is written beside the axis. */
    public record Tick(String at, String text) {}

    /** A verdict and its rows' number. */
    public record Count(String verdict, long rows) {}

    /**
     * A row, its places as {@code 12.34%} of the picture's width.
     *
     * @param dotsA medians of A's JVMs over A's median
     * @param dotsB medians of B's JVMs over A's median
     */
    public record Row(
            Figure figure,
            String low,
            String at,
            String high,
            List<String> dotsA,
            List<String> dotsB) {
        /** The row in a sentence. */
        public String description() {
            return "%s on %s: B takes %s times as long as A, between %s and %s: %s"
                    .formatted(
                            figure.kernel,
                            figure.layer,
                            ratio(figure.ratio),
                            ratio(figure.low),
                            ratio(figure.high),
                            figure.verdict);
        }
    }

    /** What is known of a row, as downloaded; times in milliseconds, those of each JVM a median. */
    public record Figure(
            String layer,
            String kernel,
            String shape,
            double a_ms,
            double a_variation,
            List<Double> a_forks_ms,
            double b_ms,
            double b_variation,
            List<Double> b_forks_ms,
            double ratio,
            double low,
            double high,
            double p,
            String verdict) {
        static Figure of(Comparison.Row row) {
            return new Figure(
                    row.second().layer(),
                    row.second().key().kernel(),
                    row.second().key().shape().toString(),
                    row.first().median(),
                    row.first().variation(),
                    forks(row.first()),
                    row.second().median(),
                    row.second().variation(),
                    forks(row.second()),
                    row.ratio().value(),
                    row.ratio().low(),
                    row.ratio().high(),
                    row.ratio().p(),
                    told(row.verdict()));
        }

        private static List<Double> forks(Series series) {
            return series.forks().stream()
                    .map(fork -> new Series(series.layer(), series.key(), List.of(fork)).median())
                    .toList();
        }
    }

    /**
     * Lays out a comparison.
     *
     * @param threshold what is of interest, as a share
     * @param remarks what limits its worth, a sentence each
     */
    public static ComparisonPage of(
            Comparison comparison, double threshold, List<String> remarks, Made made) {
        List<Figure> figures = comparison.rows().stream().map(Figure::of).toList();
        RatioAxis axis =
                new RatioAxis(
                        Stream.concat(
                                        Stream.of(1 + threshold),
                                        figures.stream().flatMap(f -> Stream.of(f.low, f.high)))
                                .mapToDouble(x -> x));
        return new ComparisonPage(
                "B against A",
                "How many times as long B takes, the ratio of the medians: left of 1 it is faster,"
                        + " right of 1 slower. A difference below "
                        + Figures.decimals(100 * threshold, 1)
                        + "% counts as none.",
                Arrays.stream(Verdict.values())
                        .map(verdict -> new Count(told(verdict), comparison.count(verdict)))
                        .toList(),
                remarks,
                axis.ticks(),
                axis.at(1 / (1 + threshold)),
                axis.at(1 + threshold),
                figures.stream().map(figure -> row(axis, figure)).toList(),
                Downloads.of("comparison", Figure.class, figures),
                made);
    }

    private static Row row(RatioAxis axis, Figure figure) {
        return new Row(
                figure,
                axis.at(figure.low),
                axis.at(figure.ratio),
                axis.at(figure.high),
                dots(axis, figure.a_forks_ms, figure.a_ms),
                dots(axis, figure.b_forks_ms, figure.a_ms));
    }

    private static List<String> dots(RatioAxis axis, List<Double> forks, double over) {
        return forks.stream().map(ms -> ms / over).filter(axis::holds).map(axis::at).toList();
    }

    /** A verdict as it is written. */
    public static String told(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** With three decimals. */
    public static String ratio(double value) {
        return Figures.decimals(value, 3);
    }

    /** The page, one file that needs no other. */
    public String html() {
        return Page.html("comparison.jte", this);
    }
}
