package fcn.benchmarks.command;

import fcn.benchmarks.competition.Competition;
import fcn.benchmarks.competition.Pairing;
import fcn.benchmarks.competition.PhaseClocks;
import fcn.benchmarks.competition.Profile;
import fcn.benchmarks.competition.ResultsFile;
import fcn.benchmarks.progress.Progress;
import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reports.performance.Contest;
import fcn.reports.performance.Figures;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Every kernel on every layer, against each other. */
@Command(
        name = "bench",
        header = "Times every kernel on every layer; plan and report.",
        description = {
            "Every kernel that supports it on every layer, timed by JMH, in at most ten minutes on"
                    + " two cores. Prints the winners and writes results.json"
                    + " (JMH's format), conditions.json, report.html and plan.prototxt. Ctrl-C leaves what"
                    + " was measured; --resume goes on."
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in the model, fcn8s 500x334.")
    private Size size;

    @Option(
            names = "--layers",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "Only these layers, as in 'conv3_*'.")
    private String layers;

    @Option(
            names = "--kernels",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "Only these kernels, as in 'WINOGRAD*'.")
    private String kernels;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "quick",
            description = "quick: at most ten minutes; full: five JVMs each, takes hours.")
    private Profile profile;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            converter = CommonOptions.Runs.class,
            description = {
                "At most about so many: kernels that cannot win have fewer runs, or none. Default:"
                        + " the profile's."
            })
    private Integer minutes;

    @Option(
            names = "--resume",
            description = "Keep what results.json has from this machine and time the rest.")
    private boolean resume;

    @Option(
            names = "--interleave",
            paramLabel = "BASELINE.jar",
            description = {
                "Another build's benchmarks.jar: both take turns, A B B A, each turn a JVM of its"
                        + " own (quick: one round, full: five), and are compared in"
                        + " DIR/compare.html. The baseline's results go to DIR/baseline. Exit status"
                        + " 1 where this build is slower."
            })
    private Path baseline;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = CommonOptions.Runs.class,
            description = "With --interleave: rounds of A B B A for each kernel and layer.")
    private Integer rounds;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description = "With --interleave: a smaller difference is none; default 2.")
    private double threshold;

    @Option(
            names = "--peers",
            description = {
                "Instead, other libraries in turns with ours, on each layer and, without --layers,"
                        + " on the network; on one thread and on all: peers.json, peers.md, and a"
                        + " section of the report. They are built by mvn -Ppeers package."
            })
    private boolean peers;

    @Override
    public Integer call() throws IOException {
        Network network = common.network(size);
        Map<String, ConvolutionShape> chosen = layers(network);
        if (peers) {
            String arguments = layers.equals("*") ? "" : " --layers '" + layers + "'";
            return new PeersOutput(common, network, () -> conditions(network))
                    .run(chosen.keySet(), arguments);
        }
        List<Kernel> competing = kernels();
        if (baseline != null) {
            return interleaved(network, chosen, competing);
        }
        ResultsFile file = new ResultsFile(common.out);
        Conditions done;
        try (Progress progress = new Progress("bench", common.quiet, common.errors())) {
            progress.says("measuring the roofs");
            Conditions conditions = conditions(network);
            if (resume) {
                file.resume(conditions);
            }
            Competition competition = competition(progress);
            List<Pairing> pairings = competition.pairings(chosen, competing);
            if (!common.quiet) {
                announce(pairings, competition.expectedSeconds(pairings), chosen.size());
            }
            Thread interrupted = new Thread(() -> stop(network, file));
            Runtime.getRuntime().addShutdownHook(interrupted);
            done = competition.run(pairings, file, conditions);
            Runtime.getRuntime().removeShutdownHook(interrupted);
            if (Files.exists(file.path())) {
                List<Result> results = Results.read(file.path());
                PhaseClocks.write(Contest.all(network, results, List.of()), file.path(), progress);
            }
        }
        new Findings(network, file.path(), done).write(common);
        return 0;
    }

    private int interleaved(
            Network network, Map<String, ConvolutionShape> chosen, List<Kernel> competing)
            throws IOException {
        InterleavedBench bench = new InterleavedBench(common, baseline, rounds());
        try (Progress progress = new Progress("bench", common.quiet, common.errors())) {
            Conditions conditions = conditions(network);
            Competition competition = competition(progress);
            List<Pairing> pairings = competition.pairings(chosen, competing);
            if (!common.quiet) {
                announce(pairings, bench.seconds(pairings), chosen.size());
            }
            return bench.run(pairings, conditions, threshold, progress);
        }
    }

    private Competition competition(Progress progress) {
        double seconds = minutes == null ? profile.seconds() : 60.0 * minutes;
        return new Competition(profile, seconds, common.threads(), progress);
    }

    private int rounds() {
        if (rounds != null) {
            return rounds;
        }
        return profile == Profile.QUICK ? 1 : 5;
    }

    private void announce(List<Pairing> pairings, double seconds, int layerCount) {
        common.errors()
                .printf(
                        "%n%s on %s of %s: %d to time, about %s%n",
                        counted(
                                pairings.stream().map(Pairing::kernel).distinct().count(),
                                "kernel"),
                        counted(layerCount, "layer"),
                        counted(pairings.stream().map(Pairing::shape).distinct().count(), "shape"),
                        pairings.size(),
                        Figures.duration(Math.round(seconds)));
        common.errors().flush();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Ctrl-C: draws the report of what was measured. */
    private void stop(Network network, ResultsFile file) {
        try {
            if (Files.exists(file.path())) {
                Conditions conditions = Conditions.read(Conditions.beside(file.path()));
                new Findings(network, file.path(), conditions).write(common);
            }
            common.errors().println("stopped; bench --resume goes on");
            common.errors().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, ConvolutionShape> layers(Network network) {
        Map<String, ConvolutionShape> all = Convolutional.layers(network);
        Map<String, ConvolutionShape> chosen = new LinkedHashMap<>(all);
        chosen.keySet().removeIf(layer -> !new Glob(layers).test(layer));
        if (chosen.isEmpty()) {
            throw new BadInputException(
                    "--layers '" + layers + "' matches none of " + all.keySet() + "; change it");
        }
        return chosen;
    }

    private List<Kernel> kernels() {
        List<Kernel> chosen =
                Catalogue.all().stream()
                        .filter(kernel -> new Glob(kernels).test(kernel.name()))
                        .toList();
        if (chosen.isEmpty()) {
            throw new BadInputException(
                    "--kernels '"
                            + kernels
                            + "' matches none of "
                            + Catalogue.all().stream().map(Kernel::name).toList()
                            + "; change it");
        }
        return chosen;
    }

    private Conditions conditions(Network network) {
        String of = profile.name().toLowerCase(Locale.ROOT);
        return ConditionsHere.measured(network, common.threads(), of, command(network));
    }

    private String command(Network network) {
        StringBuilder text =
                new StringBuilder(Provenance.command("bench --size "))
                        .append(Convolutional.size(network))
                        .append(" --threads ")
                        .append(common.threads())
                        .append(" --profile ")
                        .append(profile.name().toLowerCase(Locale.ROOT));
        text.append(minutes == null ? "" : " --minutes " + minutes);
        text.append(baseline == null ? "" : " --interleave " + baseline.getFileName());
        text.append(baseline == null || rounds == null ? "" : " --rounds " + rounds);
        text.append(layers.equals("*") ? "" : " --layers '" + layers + "'");
        return text.append(kernels.equals("*") ? "" : " --kernels '" + kernels + "'").toString();
    }
}
