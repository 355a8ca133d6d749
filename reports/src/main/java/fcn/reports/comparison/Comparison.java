package fcn.reports.comparison;

import fcn.reports.results.Series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two files of results, case by case.
 *
 * @param rows what both have, in the second's order
 * @param onlyFirst cases that the second lacks, as {@code conv1_1 DIRECT}
 * @param onlySecond cases that the first lacks
 */
public record Comparison(List<Row> rows, List<String> onlyFirst, List<String> onlySecond) {
    /** Below as many figures on either side a rank test has no power. */
    public static final int ENOUGH_FIGURES = 9;

    /** A kernel on a layer: {@code first} and {@code second} are the same case. */
    public record Row(Series first, Series second, Ratio ratio, Verdict verdict) {
        /** Figures on the side that has fewer. */
        public int figures() {
            return Math.min(first.figures().length, second.figures().length);
        }

        /** JVMs on the side that has fewer. */
        public int forks() {
            return Math.min(first.forks().size(), second.forks().size());
        }
    }

    public Comparison {
        rows = List.copyOf(rows);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
    }

    /**
     * Compares.
     *
     * @param threshold what is of interest, as a share: 0.02 for two percent
     * @param anyThreads whether cases meet that differ in their number of threads
     */
    public static Comparison of(
            List<Series> first, List<Series> second, double threshold, boolean anyThreads) {
        Map<Series.Case, Series> left = new LinkedHashMap<>();
        first.forEach(series -> left.put(key(series, anyThreads), series));
        List<Row> rows = new ArrayList<>();
        List<String> onlySecond = new ArrayList<>();
        for (Series series : second) {
            Series other = left.remove(key(series, anyThreads));
            if (other == null) {
                onlySecond.add(name(series));
            } else {
                Ratio ratio = Ratio.of(other, series);
                rows.add(new Row(other, series, ratio, Verdict.of(ratio, threshold)));
            }
        }
        return new Comparison(
                rows, left.values().stream().map(Comparison::name).toList(), onlySecond);
    }

    private static Series.Case key(Series series, boolean anyThreads) {
        Series.Case key = series.key();
        return anyThreads ? new Series.Case(key.kernel(), key.shape(), 0) : key;
    }

    private static String name(Series series) {
        return series.layer() + " " + series.key().kernel();
    }

    /** How many rows have a verdict. */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }
}
