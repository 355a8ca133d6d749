package fcn.benchmarks.command;

import fcn.kernels.plan.Measurement;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Planner;
import fcn.reference.network.Network;
import fcn.reports.performance.Contest;
import fcn.reports.performance.Figures;
import fcn.reports.performance.PerformanceReport;
import fcn.reports.plan.PlanFile;
import fcn.reports.results.Conditions;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What follows from results: the winners, the plan and the report. */
final class Findings {
    private final Network network;
    private final Conditions conditions;
    private final List<Result> results;
    private final List<Contest> contests;

    /** Those of a file of results; none where it does not exist. */
    Findings(Network network, Path file, Conditions conditions) {
        this.network = network;
        this.conditions = conditions;
        this.results = Files.exists(file) ? Results.read(file) : List.of();
        this.contests = Contest.all(network, results, conditions.leftOut());
    }

    /** Times by layer, those of a shape for each of its layers. */
    static List<Measurement> measurements(List<Contest> contests) {
        return contests.stream()
                .flatMap(
                        contest ->
                                contest.ranked().stream()
                                        .map(
                                                result ->
                                                        new Measurement(
                                                                contest.layer(),
                                                                result.kernel(),
                                                                result.milliseconds(),
                                                                result.low(),
                                                                result.high())))
                .toList();
    }

    /** Writes plan and report and prints the winners. */
    void write(CommonOptions common) throws IOException {
        Plan plan = Planner.plan(network, measurements(contests));
        Path planFile = common.out.resolve("plan.prototxt");
        Path report = common.out.resolve("report.html");
        OutputFile.write(planFile, file -> PlanFile.write(file, plan));
        OutputFile.write(
                report, file -> PerformanceReport.write(file, network, conditions, results, plan));
        common.output().print(winners());
        common.output().println(report.toUri());
        common.output().flush();
    }

    private String winners() {
        Table table =
                new Table("layer", "winner", ">ms", ">GFLOP/s", ">of peak", "over the runner-up");
        double peak = conditions.peakGflops();
        double milliseconds = 0;
        for (Contest contest : contests) {
            if (contest.winner().isEmpty()) {
                continue;
            }
            Result winner = contest.winner().get();
            milliseconds += winner.milliseconds();
            table.row(
                    contest.layer(),
                    winner.kernel().name(),
                    Figures.figure(winner.milliseconds()),
                    Figures.figure(winner.effectiveGflops()),
                    peak > 0 ? Figures.percent(winner.effectiveGflops() / peak) : "",
                    margin(contest));
        }
        table.row("together " + Figures.figure(milliseconds) + " ms");
        for (Conditions.LeftOut left : conditions.leftOut()) {
            table.row("left out: " + left.layer() + " " + left.kernel() + ": " + left.reason());
        }
        return table.aligned();
    }

    private static String margin(Contest contest) {
        List<String> tied = contest.tied().stream().map(r -> r.kernel().name()).toList();
        if (!tied.isEmpty()) {
            return "tie with " + String.join(", ", tied);
        }
        return contest.margin()
                .map(
                        margin ->
                                Figures.figure(margin)
                                        + " × "
                                        + contest.ranked().get(1).kernel().name())
                .orElse("the only one timed");
    }
}
