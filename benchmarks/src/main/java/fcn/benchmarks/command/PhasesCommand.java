package fcn.benchmarks.command;

import fcn.benchmarks.competition.PhaseClocks;
import fcn.benchmarks.progress.Progress;
import fcn.reference.network.Network;
import fcn.reports.performance.Contest;
import fcn.reports.results.Conditions;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Where the winners' time goes. */
@Command(
        name = "phases",
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
            description = "Default ${DEFAULT-VALUE}.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Conditions conditions = Conditions.read(Conditions.beside(file));
        Network network = common.network(new Size.Converter().convert(conditions.size()));
        try (Progress progress = new Progress("phases", common.quiet, common.errors())) {
            PhaseClocks.write(
                    Contest.all(network, Results.read(file), conditions.leftOut()), file, progress);
        }
        Table table = new Table("kernel", "shape", ">ms", "phase", ">ms", ">share");
        for (PhaseTimes times : PhaseTimes.beside(file)) {
            times.phases()
                    .forEach(
                            (phase, ms) ->
                                    table.row(
                                            times.kernel(),
                                            times.shape().toString(),
                                            Units.decimals(times.milliseconds(), 3),
                                            phase,
                                            Units.decimals(ms, 3),
                                            Units.decimals(100 * ms / times.milliseconds(), 1)
                                                    + "%"));
        }
        common.output().print(table.aligned());
        common.output().flush();
        common.writeJson(PhaseTimes.beside(file));
        return 0;
    }
}
