package fcn.reports.performance;

import fcn.kernels.plan.Plan;
import fcn.reference.network.Network;
import fcn.reports.results.Conditions;
import fcn.reports.results.PeerResults;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Result;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The performance report: as {@code report.html}, one file that needs no other, or in short. */
public final class PerformanceReport {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    PerformanceReport.class.getClassLoader(),
                    "fcn.reports.pages");

    private PerformanceReport() {}

    /** Writes the page on every layer of a network. */
    public static void write(
            Path file,
            Network network,
            Conditions conditions,
            List<Result> results,
            Plan plan,
            List<PhaseTimes> phases,
            Optional<PeerResults> peers)
            throws IOException {
        List<Contest> contests = Contest.all(network, results, conditions.leftOut());
        PerformancePage page = PerformancePage.of(conditions, contests, plan, phases);
        Files.writeString(file, html(peers.map(PeerSection::of).map(page::with).orElse(page)));
    }

    static String html(PerformancePage page) {
        StringOutput output = new StringOutput();
        TEMPLATES.render("performance.jte", page, output);
        return output.toString();
    }

    /** The winners as a Markdown table, for a pull request. */
    public static String markdown(
            Network network,
            Conditions conditions,
            List<Result> results,
            Plan plan,
            List<PhaseTimes> phases) {
        List<Contest> contests = Contest.all(network, results, conditions.leftOut());
        return MarkdownReport.of(PerformancePage.of(conditions, contests, plan, phases));
    }
}
