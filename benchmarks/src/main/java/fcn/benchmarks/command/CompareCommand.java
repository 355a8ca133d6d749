package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reports.comparison.Alike;
import fcn.reports.comparison.Comparison;
import fcn.reports.performance.Figures;
import fcn.reports.results.Conditions;
import fcn.reports.results.Results;
import fcn.reports.results.Series;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Two results against each other. */
@Command(
        name = "compare",
        header = "Compares two results; exit status 1 on a regression.",
        description = {
            "Two results.json, A the baseline: how many times as long B takes, the ratio's 99%%"
                    + " interval, and a verdict for each kernel on each layer. Exit status 1 where"
                    + " one is slower. Results of different machines, JDKs, vector widths or"
                    + " numbers of threads are refused. 'bench --interleave' measures what is"
                    + " worth comparing. With --out it draws DIR/compare.html."
        })
final class CompareCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(index = "0", paramLabel = "A", description = "A results.json, or its folder.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private Path second;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description = "A smaller difference is none; default ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(names = "--markdown", description = "As a Markdown table, for a pull request.")
    private boolean markdown;

    @Option(
            names = "--anyway",
            description = "Compare what was measured under different conditions, too.")
    private boolean anyway;

    @Override
    public Integer call() throws IOException {
        if (!(threshold >= 0 && threshold <= 1000)) {
            throw new BadInputException(
                    "--threshold " + threshold + ": expected a percentage from 0 to 1000");
        }
        Path a = Results.file(first);
        Path b = Results.file(second);
        List<Series> before = Series.read(a);
        List<Series> after = Series.read(b);
        List<String> differences = differences(a, b);
        if (!differences.isEmpty() && !anyway) {
            throw new BadInputException(
                    "%s and %s were measured under different conditions (%s); measure both on one machine, or give --anyway"
                            .formatted(a, b, String.join("; ", differences)));
        }
        Comparison comparison = Comparison.of(before, after, threshold / 100, anyway);
        ComparisonOutput output = new ComparisonOutput(comparison, threshold, differences);
        int status = output.write(common, markdown);
        if (common.isOutGiven()) {
            Path page = output.draw(common, conditions(a), conditions(b), command());
            PrintWriter told = markdown ? common.errors() : common.output();
            told.println(page.toUri());
            told.flush();
        }
        return status;
    }

    /** {@code 2}, {@code 2.5}. */
    static String percentage(double threshold) {
        return Figures.decimals(threshold, 2).replaceFirst("\\.?0+$", "");
    }

    private String command() {
        return "compare %s %s --threshold %s%s"
                .formatted(
                        first.getFileName(),
                        second.getFileName(),
                        percentage(threshold),
                        anyway ? " --anyway" : "");
    }

    private static Conditions conditions(Path results) {
        Path file = Conditions.beside(results);
        return Files.exists(file) ? Conditions.read(file) : Conditions.unknown();
    }

    private List<String> differences(Path a, Path b) {
        for (Path file : List.of(a, b)) {
            if (anyway && !Files.exists(Conditions.beside(file))) {
                return List.of("conditions of " + file + ": unknown");
            }
        }
        return Alike.differences(
                Conditions.read(Conditions.beside(a)), Conditions.read(Conditions.beside(b)));
    }
}
