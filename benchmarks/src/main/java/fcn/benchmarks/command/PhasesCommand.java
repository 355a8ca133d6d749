package fcn.benchmarks.command;

import fcn.benchmarks.competition.PhaseClocks;
import fcn.benchmarks.progress.Progress;
import fcn.reference.network.Network;
import fcn.reports.performance.Contest;
import fcn.reports.results.Conditions;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Where the winners' time goes. */
@Command(
        name = "phases",
        header = "Clocks where the fastest kernels' time goes.",
        description = {
            "Clocks the phases (packing, transforms, products, storing) of each layer's fastest"
                    + " kernel in results.json, and writes phases.json beside it; 'report' shows"
                    + " them."
        })
final class PhasesCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = Results.FILE,
            description = "A results.json or its folder; default ${DEFAULT-VALUE}.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        file = Results.file(file);
        List<Result> results = Results.read(file);
        Conditions conditions = Conditions.read(Conditions.beside(file));
        Network network = common.network(new Size.Converter().convert(conditions.size()));
        List<Contest> contests = Contest.all(network, results, conditions.leftOut());
        try (Progress progress = new Progress("phases", common.quiet, common.errors())) {
            PhaseClocks.write(contests, file, progress);
        }
        List<PhaseTimes> clocked = PhaseTimes.beside(file);
        Table table = new Table("layer", "kernel", ">ms", "phase", ">ms", ">share");
        for (Contest contest : contests) {
            contest.winner()
                    .flatMap(winner -> PhaseTimes.find(clocked, winner))
                    .ifPresent(times -> add(table, contest.layer(), times));
        }
        common.output().print(table.aligned());
        common.output().flush();
        common.writeJson(clocked);
        return 0;
    }

    private static void add(Table table, String layer, PhaseTimes times) {
        times.phases()
                .forEach(
                        (phase, ms) ->
                                table.row(
                                        layer,
                                        times.kernel(),
                                        Units.decimals(times.milliseconds(), 3),
                                        phase,
                                        Units.decimals(ms, 3),
                                        Units.decimals(100 * ms / times.milliseconds(), 1) + "%"));
    }
}
