package fcn.benchmarks.command;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Planner;
import fcn.kernels.plan.Ranking;
import fcn.reference.network.Network;
import fcn.reports.performance.Contest;
import fcn.reports.plan.PlanFile;
import fcn.reports.results.Results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A kernel for each layer, and why. */
@Command(
        name = "plan",
        description =
                "Chooses a kernel for each layer, from results.json or by the built-in ranking, and"
                        + " prints why. With --out it writes DIR/plan.prototxt.")
final class PlanCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "A results.json as bench writes it; default the built-in ranking.")
    private Path results;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in shapes.")
    private Size size;

    /** A line of the plan. */
    record Line(String layer, String kernel, String reason) {}

    @Override
    public Integer call() throws IOException {
        Network network = common.network(size);
        Plan plan =
                results == null
                        ? Ranking.plan(network)
                        : Planner.plan(
                                network,
                                Findings.measurements(
                                        Contest.all(network, Results.read(results), List.of())));
        Table table = new Table("layer", "kernel", "why");
        List<Line> lines = new ArrayList<>();
        plan.choices()
                .forEach(
                        (layer, choice) -> {
                            lines.add(new Line(layer, choice.kernel().name(), choice.reason()));
                            table.row(layer, choice.kernel().name(), choice.reason());
                        });
        common.output().print(table.aligned());
        if (common.isOutGiven()) {
            Path file = common.out.resolve("plan.prototxt");
            OutputFile.write(file, part -> PlanFile.write(part, plan));
            common.output().println(file);
        }
        common.output().flush();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", plan.network());
        result.put("size", plan.size());
        result.put("layers", lines);
        common.writeJson(result);
        return 0;
    }
}
