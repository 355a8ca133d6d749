package fcn.benchmarks.command;

import fcn.reports.comparison.Comparison;
import fcn.reports.comparison.ComparisonPage;
import fcn.reports.comparison.Ratio;
import fcn.reports.comparison.Verdict;
import fcn.reports.performance.Figures;
import fcn.reports.results.Conditions;
import fcn.reports.results.Series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison as a table, as Markdown, and for a program. */
final class ComparisonOutput {
    private final Comparison comparison;
    private final double threshold;
    private final List<String> differences;

    /**
     * Of a comparison.
     *
     * @param threshold in percent
     * @param differences of the conditions, a line each
     */
    ComparisonOutput(Comparison comparison, double threshold, List<String> differences) {
        this.comparison = comparison;
        this.threshold = threshold;
        this.differences = differences;
    }

    /** Draws {@code compare.html} into {@code --out}, and gives its place. */
    Path draw(CommonOptions common, Conditions a, Conditions b, String command) throws IOException {
        Path file = common.out.resolve("compare.html");
        ComparisonPage page =
                ComparisonPage.of(
                        comparison, threshold / 100, remarks(), Provenance.of(a, b, command));
        OutputFile.write(file, part -> Files.writeString(part, page.html()));
        return file.toAbsolutePath().normalize();
    }

    /** Prints it; the exit status, 1 where a kernel became slower. */
    int write(CommonOptions common, boolean markdown) throws IOException {
        Table table = markdown ? whole() : narrow();
        if (markdown) {
            common.output()
                    .print(
                            table.markdown()
                                    + "\n"
                                    + summary()
                                    + remarks().stream()
                                            .map("  \n"::concat)
                                            .reduce("", String::concat)
                                    + "\n");
        } else {
            table.row(summary());
            remarks().forEach(table::row);
            common.output().print(table.aligned());
        }
        common.output().flush();
        common.writeJson(result());
        return comparison.count(Verdict.SLOWER) > 0 ? 1 : 0;
    }

    /** What fits a terminal. */
    private Table narrow() {
        Table table =
                new Table("layer", "kernel", ">A ms", ">B ms", ">B/A", "99% interval", "verdict");
        for (Comparison.Row row : comparison.rows()) {
            table.row(
                    row.second().layer(),
                    row.second().key().kernel(),
                    Figures.figure(row.first().median()),
                    Figures.figure(row.second().median()),
                    ComparisonPage.ratio(row.ratio().value()),
                    interval(row.ratio()),
                    ComparisonPage.told(row.verdict()));
        }
        return table;
    }

    private static String interval(Ratio ratio) {
        return ComparisonPage.ratio(ratio.low()) + "…" + ComparisonPage.ratio(ratio.high());
    }

    private Table whole() {
        Table table =
                new Table(
                        "layer",
                        "kernel",
                        ">A ms",
                        ">cv",
                        ">B ms",
                        ">cv",
                        ">B/A",
                        "99% interval",
                        ">p",
                        "verdict");
        for (Comparison.Row row : comparison.rows()) {
            table.row(
                    row.second().layer(),
                    row.second().key().kernel(),
                    Figures.figure(row.first().median()),
                    Figures.percent(row.first().variation()),
                    Figures.figure(row.second().median()),
                    Figures.percent(row.second().variation()),
                    ComparisonPage.ratio(row.ratio().value()),
                    interval(row.ratio()),
                    row.ratio().p() < 0.001 ? "<0.001" : ComparisonPage.ratio(row.ratio().p()),
                    ComparisonPage.told(row.verdict()));
        }
        return table;
    }

    private String summary() {
        return comparison.rows().size()
                + " compared at "
                + CompareCommand.percentage(threshold)
                + "%: "
                + Stream.of(Verdict.values())
                        .map(
                                verdict ->
                                        comparison.count(verdict)
                                                + " "
                                                + ComparisonPage.told(verdict))
                        .collect(Collectors.joining(", "));
    }

    /** What limits its worth and what to do about it. */
    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        differences.forEach(line -> remarks.add("warning: " + line));
        long few =
                comparison.rows().stream()
                        .filter(row -> row.figures() < Comparison.ENOUGH_FIGURES)
                        .count();
        if (few > 0) {
            remarks.add(
                    "warning: %d of them on fewer than %d repetitions; measure with --profile full"
                            .formatted(few, Comparison.ENOUGH_FIGURES));
        }
        if (comparison.rows().stream().anyMatch(row -> row.forks() == 1)) {
            remarks.add(
                    "warning: figures of a single JVM say nothing about the next JVM; measure with"
                            + " bench --interleave or --profile full");
        }
        only(remarks, "only in A", comparison.onlyFirst());
        only(remarks, "only in B", comparison.onlySecond());
        return remarks;
    }

    private static void only(List<String> remarks, String where, List<String> cases) {
        if (!cases.isEmpty()) {
            remarks.add(where + ": " + String.join(", ", cases));
        }
    }

    private Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("threshold_percent", threshold);
        result.put("confidence", 0.99);
        result.put("differences", differences);
        for (Verdict verdict : Verdict.values()) {
            result.put(ComparisonPage.told(verdict), comparison.count(verdict));
        }
        result.put("rows", comparison.rows().stream().map(ComparisonOutput::row).toList());
        result.put("only_in_a", comparison.onlyFirst());
        result.put("only_in_b", comparison.onlySecond());
        return result;
    }

    private static Map<String, Object> row(Comparison.Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("layer", row.second().layer());
        values.put("kernel", row.second().key().kernel());
        values.put("shape", row.second().key().shape().toString());
        side(values, "a", row.first());
        side(values, "b", row.second());
        values.put("ratio", row.ratio().value());
        values.put("low", row.ratio().low());
        values.put("high", row.ratio().high());
        values.put("p", row.ratio().p());
        values.put("verdict", ComparisonPage.told(row.verdict()));
        return values;
    }

    private static void side(Map<String, Object> values, String name, Series series) {
        values.put(name + "_ms", series.median());
        values.put(name + "_cv", series.variation());
        values.put(name + "_figures", series.figures().length);
        values.put(name + "_forks", series.forks().size());
    }
}
