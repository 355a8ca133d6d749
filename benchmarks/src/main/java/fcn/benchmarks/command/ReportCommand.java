package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Draws report and plan again. */
@Command(
        name = "report",
        header = "Draws the report again from results.json.",
        description = {
            "Draws report.html and plan.prototxt again from a results.json and what lies beside"
                    + " it, conditions.json and phases.json, and prints the winners."
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = Results.FILE,
            description = "A results.json or its folder; default ${DEFAULT-VALUE}.")
    private Path file;

    @Option(
            names = "--markdown",
            description = "Print the winners as a Markdown table, for a pull request.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        file = Results.file(file);
        Results.read(file);
        Conditions conditions = Conditions.read(Conditions.beside(file));
        Size size = new Size.Converter().convert(conditions.size());
        Network network = common.network(size);
        if (!network.name().equals(conditions.network())) {
            throw new BadInputException(
                    "%s: measured on network %s at %s, not on %s at %s; give its --model"
                            .formatted(
                                    file,
                                    conditions.network(),
                                    conditions.size(),
                                    network.name(),
                                    Convolutional.size(network)));
        }
        new Findings(network, file, conditions).write(common, markdown);
        return 0;
    }
}
