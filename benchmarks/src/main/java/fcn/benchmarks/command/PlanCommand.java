package fcn.benchmarks.command;

import fcn.kernels.plan.Limits;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Ranking;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reports.plan.PlanFile;
import fcn.reports.plan.PlanReport;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** A kernel for each layer, and why. */
@Command(
        name = "plan",
        header = "Chooses a kernel for each layer, provably the cheapest.",
        description = {
            "Chooses a kernel for each layer so that all layers, with the copies between layouts,"
                    + " take the least time, and prints why. Kernels' times are those of"
                    + " results.json, else measured now (a minute or two, once for each machine,"
                    + " network and size). With --out it writes DIR/plan.prototxt and"
                    + " DIR/plan.html."
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "A results.json; default that in DIR where it was measured here.")
    private Path results;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in shapes.")
    private Size size;

    @Option(
            names = "--memory",
            paramLabel = "BYTES",
            converter = Bytes.class,
            description =
                    "Prepared weights, activations and workspace together take at most so much, as"
                            + " in 800M: the fastest plan within it. Without, of plans that tie"
                            + " with the fastest the one of least memory.")
    private Long memory;

    @Option(
            names = "--error",
            paramLabel = "BOUND",
            description = "The kernels' error bounds add up to at most so much, as in 1e-4.")
    private Double error;

    @Option(
            names = "--no-measure",
            description = "Measure nothing: what is not known counts nothing.")
    private boolean noMeasure;

    @Override
    public Integer call() throws IOException {
        if (error != null && !(error > 0)) {
            throw new BadInputException("--error " + error + ": write a bound above 0, as in 1e-4");
        }
        Network network = common.network(size);
        Tuning tuning = new Tuning(common, network);
        findResults(tuning, network);
        if (!noMeasure) {
            tuning.measure();
        }
        if (!tuning.knows()) {
            rank(network);
            return 0;
        }
        Limits limits =
                new Limits(
                        memory == null ? Double.POSITIVE_INFINITY : memory,
                        error == null ? Double.POSITIVE_INFINITY : error);
        PlanSearch search = tuning.search();
        PlanSearch.Found found =
                limits.equals(Limits.NONE)
                        ? search.frugal()
                        : search.best(limits)
                                .orElseThrow(() -> new BadInputException(tooTight(search)));
        PlanSummary summary =
                new PlanSummary(network, search, limits, found, tuning, common.threads());
        common.output().print(summary.text());
        if (common.isOutGiven()) {
            write(summary);
        }
        common.output().flush();
        common.writeJson(summary.json());
        return 0;
    }

    private void findResults(Tuning tuning, Network network) {
        Path usual = common.out.resolve(Results.FILE);
        Path beside = Conditions.beside(usual);
        if (results != null) {
            tuning.take(results);
        } else if (Files.exists(usual) && Files.exists(beside)) {
            Conditions made = Conditions.read(beside);
            boolean fits =
                    made.network().equals(network.name())
                            && made.size().equals(Convolutional.size(network));
            if (fits && tuning.foreign(made).isEmpty()) {
                tuning.take(usual);
            } else {
                common.warn(
                        usual
                                + ": for another machine, network or size; passed over (--results"
                                + " takes it all the same)");
            }
        }
    }

    private String tooTight(PlanSearch search) {
        PlanSearch.Found free = search.best(Limits.NONE).orElseThrow();
        return "no plan found with "
                + (memory == null ? "" : "--memory " + Units.bytes(memory) + " ")
                + (error == null ? "" : "--error " + error + " ")
                + "; the fastest takes "
                + Units.bytes(free.memory().total())
                + " and has an error bound of "
                + PlanSummary.error(free.error())
                + ": allow more";
    }

    private void write(PlanSummary summary) throws IOException {
        Path file = common.out.resolve("plan.prototxt");
        Path page = common.out.resolve("plan.html");
        Plan plan = summary.plan();
        OutputFile.write(file, part -> PlanFile.write(part, plan, Tuning.origin(common.threads())));
        OutputFile.write(page, part -> PlanReport.write(part, summary.page()));
        common.output().println(file);
        common.output().println(page);
    }

    private void rank(Network network) throws IOException {
        Plan plan = Ranking.plan(network);
        Table table = new Table("layer", "kernel", "why");
        Map<String, String> kernels = new LinkedHashMap<>();
        plan.choices()
                .forEach(
                        (layer, choice) -> {
                            kernels.put(layer, choice.kernel().name());
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
        result.put("kernels", kernels);
        common.writeJson(result);
    }
}
