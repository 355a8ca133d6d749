package fcn.reports.performance;

import fcn.kernels.plan.Plan;
import fcn.reference.network.Network;
import fcn.reports.page.Page;
import fcn.reports.results.Beside;
import fcn.reports.results.Conditions;
import fcn.reports.results.Result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The performance report: as {@code report.html}, one file that needs no other, or in short. */
public final class PerformanceReport {
    private PerformanceReport() {}

    /** Writes the page on every layer of a network. */
    public static void write(
            Path file,
            Network network,
            Conditions conditions,
            List<Result> results,
            Plan plan,
            Beside beside)
            throws IOException {
        List<Contest> contests = Contest.all(network, results, conditions.leftOut());
        Files.writeString(file, html(PerformancePage.of(conditions, contests, plan, beside)));
    }

    static String html(PerformancePage page) {
        return Page.html("performance.jte", page);
    }

    /** The winners as a Markdown table, for a pull request. */
    public static String markdown(
            Network network,
            Conditions conditions,
            List<Result> results,
            Plan plan,
            Beside beside) {
        List<Contest> contests = Contest.all(network, results, conditions.leftOut());
        return MarkdownReport.of(PerformancePage.of(conditions, contests, plan, beside));
    }
}
