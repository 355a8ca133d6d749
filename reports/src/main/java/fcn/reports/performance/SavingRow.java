package fcn.reports.performance;

import fcn.reports.results.Savings;

import java.util.List;
import java.util.Locale;

/**
 * A row of the table of savings, in text.
 *
 * @param ratio how many times as long it takes without
 */
public record SavingRow(
        String without,
        String what,
        String withoutMs,
        String allMs,
        String ratio,
        String withoutMegabytes,
        String allMegabytes,
        String labels,
        String error) {
    static List<SavingRow> all(Savings savings) {
        return savings.lines().stream().map(SavingRow::of).toList();
    }

    private static SavingRow of(Savings.Line line) {
        return new SavingRow(
                line.without(),
                line.what(),
                Figures.figure(line.withoutMs()),
                Figures.figure(line.allMs()),
                Figures.figure(line.ratio()) + " ×",
                megabytes(line.withoutBytes()),
                megabytes(line.allBytes()),
                String.format(Locale.ROOT, "%,d of %,d", line.flips(), line.pixels()),
                String.format(Locale.ROOT, "%.1e", line.error()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", Math.round(bytes / 1e6));
    }
}
