package fcn.benchmarks.command;

import fcn.kernels.plan.Measurement;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Planner;
import fcn.reference.network.Network;
import fcn.reports.performance.Contest;
import fcn.reports.performance.Figures;
import fcn.reports.performance.PerformanceReport;
import fcn.reports.plan.PlanFile;
import fcn.reports.results.Beside;
import fcn.reports.results.Conditions;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What follows from results: the winners, the plan and the report. */
final class Findings {
    private final Network network;
    private final Conditions conditions;
    private final List<Result> results;
    private final Beside beside;
    private final List<Contest> contests;

    /** Those of a file of results; none where it does not exist. */
    Findings(Network network, Path file, Conditions conditions) {
        this.network = network;
        this.conditions = conditions;
        this.results = Files.exists(file) ? Results.read(file) : List.of();
        this.beside = Beside.of(file);
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
        write(common, false);
    }

    /** Writes the report alone. */
    Path draw(CommonOptions common) throws IOException {
        Plan plan = Planner.plan(network, measurements(contests));
        Path report = common.out.resolve("report.html");
        OutputFile.write(
                report,
                file -> PerformanceReport.write(file, network, conditions, results, plan, beside));
        return report;
    }

    /** Writes plan and report and prints the winners, as Markdown if so wished. */
    void write(CommonOptions common, boolean markdown) throws IOException {
        Plan plan = Planner.plan(network, measurements(contests));
        Path planFile = common.out.resolve("plan.prototxt");
        OutputFile.write(planFile, file -> PlanFile.write(file, plan));
        Path report = draw(common);
        if (markdown) {
            common.output()
                    .print(PerformanceReport.markdown(network, conditions, results, plan, beside));
        } else {
            leftOut().forEach(common.output()::println);
            common.output().print(winners());
            common.output().println(report.toAbsolutePath().normalize().toUri());
        }
        common.output().flush();
        common.writeJson(result());
    }

    /**
     * A layer's fastest kernel.
     *
     * @param share_of_peak of the measured FMA peak; null where that is not known
     * @param margin how many times as long the runner-up takes; null where there is none
     * @param tie the kernels whose intervals meet the winner's
     */
    record Winner(
            String layer,
            String shape,
            String winner,
            double ms,
            double gflops,
            Double share_of_peak,
            String runner_up,
            Double margin,
            List<String> tie) {}

    private Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", network.name());
        result.put("size", conditions.size());
        result.put("threads", conditions.threads());
        result.put("profile", conditions.profile());
        result.put("fma_gflops", conditions.peakGflops());
        result.put("network_ms", milliseconds());
        result.put("layers", timed().map(this::winner).toList());
        result.put("left_out", conditions.leftOut());
        return result;
    }

    private Winner winner(Contest contest) {
        Result winner = contest.ranked().getFirst();
        double peak = conditions.peakGflops();
        return new Winner(
                contest.layer(),
                contest.shape().toString(),
                winner.kernel().name(),
                winner.milliseconds(),
                winner.effectiveGflops(),
                peak > 0 ? winner.effectiveGflops() / peak : null,
                contest.ranked().size() > 1 ? contest.ranked().get(1).kernel().name() : null,
                contest.margin().orElse(null),
                contest.tied().stream().map(tied -> tied.kernel().name()).toList());
    }

    private Stream<Contest> timed() {
        return contests.stream().filter(contest -> contest.winner().isPresent());
    }

    /** All layers' winners one after the other. */
    private double milliseconds() {
        return timed().mapToDouble(contest -> contest.ranked().getFirst().milliseconds()).sum();
    }

    private String winners() {
        Table table =
                new Table("layer", "winner", ">ms", ">GFLOP/s", ">of peak", ">runner-up takes");
        for (Winner winner : timed().map(this::winner).toList()) {
            table.row(
                    winner.layer(),
                    winner.winner(),
                    Figures.figure(winner.ms()),
                    Figures.figure(winner.gflops()),
                    winner.share_of_peak() == null ? "" : Figures.percent(winner.share_of_peak()),
                    margin(winner));
            if (!winner.tie().isEmpty()) {
                table.row("tie with " + String.join(", ", winner.tie()));
            }
        }
        table.row("together " + Figures.figure(milliseconds()) + " ms");
        return table.aligned();
    }

    /** What failed, one by one; what was too slow, in a line for each layer. */
    private List<String> leftOut() {
        List<String> remarks = new ArrayList<>();
        Map<String, List<String>> slow = new LinkedHashMap<>();
        for (Conditions.LeftOut left : conditions.leftOut()) {
            if (left.slowdown() == null) {
                remarks.add(left.layer() + " " + left.kernel() + " left out: " + left.reason());
            } else {
                slow.computeIfAbsent(left.layer(), layer -> new ArrayList<>())
                        .add(left.kernel() + " " + Figures.figure(left.slowdown()) + "×");
            }
        }
        if (!slow.isEmpty()) {
            remarks.add("left out for want of time, with their times over the fastest's:");
            slow.forEach((layer, names) -> remarks.add(layer + ": " + String.join(", ", names)));
        }
        return remarks.stream().map(Table::wrapped).toList();
    }

    private static String margin(Winner winner) {
        if (!winner.tie().isEmpty()) {
            return "tie";
        }
        return winner.margin() == null
                ? "the only one timed"
                : Figures.figure(winner.margin()) + " ×";
    }
}
