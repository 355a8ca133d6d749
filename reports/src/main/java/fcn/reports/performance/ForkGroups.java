package fcn.reports.performance;

import fcn.reports.results.Result;

import java.util.List;
import java.util.Optional;

/**
 * Whether a kernel's JVMs fall into two groups, as they do where the machine code or the place of
 * the arrays in memory turns out in one of two ways: then their mean is nobody's time.
 */
final class ForkGroups {
    private static final int LEAST = 2;
    private static final double APART = 0.05;
    private static final double CLEAR = 3;

    private ForkGroups() {}

    /**
     * In words, {@code DIRECT: its JVMs fall into two groups, 2 near 9.61 ms and 3 near 12.1 ms}.
     * Two groups are at least two JVMs each, by 5% of the lower one apart and by three times the
     * wider one's spread.
     */
    static Optional<String> of(Result result) {
        List<Double> forks = result.forks().stream().sorted().toList();
        int cut = -1;
        double widest = 0;
        for (int i = LEAST; i <= forks.size() - LEAST; i++) {
            double gap = forks.get(i) - forks.get(i - 1);
            if (gap > widest) {
                widest = gap;
                cut = i;
            }
        }
        if (cut < 0) {
            return Optional.empty();
        }
        List<Double> low = forks.subList(0, cut);
        List<Double> high = forks.subList(cut, forks.size());
        boolean grouped =
                widest > APART * low.getLast()
                        && widest > CLEAR * Math.max(spread(low), spread(high));
        return grouped
                ? Optional.of(
                        "%s: its JVMs fall into two groups, %d near %s ms and %d near %s ms"
                                .formatted(
                                        result.kernel().name(),
                                        low.size(),
                                        Figures.figure(mean(low)),
                                        high.size(),
                                        Figures.figure(mean(high))))
                : Optional.empty();
    }

    private static double spread(List<Double> sorted) {
        return sorted.getLast() - sorted.getFirst();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(x -> x).average().orElseThrow();
    }
}
