package fcn.reports.performance;

import java.util.stream.Collectors;

/** The report in short, as Markdown. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(PerformancePage page) {
        StringBuilder text = new StringBuilder();
        Summary summary = page.summary();
        line(
                text,
                "**%s at %s**: %s.  "
                        .formatted(summary.network(), summary.size(), summary.intro()));
        line(
                text,
                summary.facts().entrySet().stream()
                        .map(fact -> fact.getKey() + " " + fact.getValue())
                        .collect(Collectors.joining(", ", "", ".\n")));
        line(
                text,
                "| layer | fastest | ms | 99.9% interval | effective GFLOP/s | executed"
                        + " | of the peak | runner-up takes | workspace |");
        line(text, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (FigureRow row : page.winners()) {
            line(
                    text,
                    "| %s | %s | %s | %s … %s | %s | %s | %s | %s | %s |"
                            .formatted(
                                    row.layer(),
                                    row.kernel(),
                                    Figures.figure(row.ms()),
                                    Figures.figure(row.low_ms()),
                                    Figures.figure(row.high_ms()),
                                    Figures.figure(row.effective_gflops()),
                                    Figures.figure(row.executed_gflops()),
                                    row.share_of_peak() == null
                                            ? "–"
                                            : Figures.percent(row.share_of_peak()),
                                    margin(page, row),
                                    row.workspace()));
        }
        if (!page.scatterGather().isEmpty()) {
            line(text, "\n| transposed | best scatter | ms | best gather | ms | faster |");
            line(text, "| --- | --- | ---: | --- | ---: | --- |");
        }
        for (ScatterGather duel : page.scatterGather()) {
            ScatterGather.Verdict best = duel.best();
            line(
                    text,
                    "| %s | %s | %s | %s | %s | %s |"
                            .formatted(
                                    duel.layer(),
                                    best.scatter(),
                                    best.scatterMs(),
                                    best.gather(),
                                    best.gatherMs(),
                                    best.text()));
        }
        line(text, "\n`" + summary.command() + "`");
        return text.toString();
    }

    /** What the runner-up takes, or with whom the fastest is tied. */
    private static String margin(PerformancePage page, FigureRow fastest) {
        String ties =
                page.figures().stream()
                        .filter(row -> row.layer().equals(fastest.layer()))
                        .filter(row -> row.verdict().equals("tie"))
                        .map(FigureRow::kernel)
                        .filter(kernel -> !kernel.equals(fastest.kernel()))
                        .collect(Collectors.joining(", "));
        return ties.isEmpty() ? page.margins().get(fastest.layer()) : "tie with " + ties;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
