package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reports.network.Diagram;
import fcn.reports.network.DiagramPage;
import fcn.reports.network.NetworkTable;
import fcn.reports.network.ShapesPage;
import fcn.reports.performance.Contest;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** The network as a diagram. */
@Command(
        name = "graph",
        header = "Draws the network as a diagram.",
        description = {
            "Draws the network from top to bottom: graph.svg stands alone; graph.html zooms, finds,"
                    + " and tells each layer's parameters and shapes."
        })
final class GraphCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in the model, fcn8s 500x334.")
    private Size size;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description =
                    "A results.json or its folder: each layer's share of the fastest kernels' time.")
    private Path results;

    @Option(
            names = {"--color", "--colour"},
            paramLabel = "NAME",
            defaultValue = "type",
            description = "By ${COMPLETION-CANDIDATES} (which takes --results); default type.")
    private Color color;

    /** What colours a box. */
    enum Color {
        TYPE,
        TIME;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The command's result for a program. */
    record Drawn(String network, double width, double height, List<Diagram.Box> boxes) {}

    @Override
    public Integer call() throws IOException {
        if (color == Color.TIME && results == null) {
            throw new BadInputException("--color time takes --results FILE");
        }
        Network network = common.network(size);
        Map<String, Double> times = Map.of();
        Map<String, String> measured = Map.of();
        if (results != null) {
            results = Results.file(results);
            times = times(network);
            Conditions conditions = Conditions.read(Conditions.beside(results));
            requireSame(network, conditions);
            measured = measured(conditions);
        }
        boolean byTime = color == Color.TIME;
        Diagram diagram = Diagram.of(network, times);
        ShapesPage shapes = ShapesPage.of(NetworkTable.of(network), Provenance.of(command()));
        DiagramPage page = new DiagramPage(diagram, shapes, measured, byTime);
        String svg = diagram.svg(page.title(), byTime);
        write("graph.svg", svg);
        write("graph.html", page.html());
        common.output().flush();
        common.writeJson(
                new Drawn(network.name(), diagram.width(), diagram.height(), diagram.boxes()));
        return 0;
    }

    private String command() {
        return "graph"
                + (size == null ? "" : " --size " + size)
                + (results == null ? "" : " --results " + results.getFileName())
                + (color == Color.TYPE ? "" : " --color " + color)
                + common.options();
    }

    private void write(String name, String text) throws IOException {
        Path file = common.out.resolve(name);
        OutputFile.write(file, part -> Files.writeString(part, text));
        common.output().println(file.toAbsolutePath().normalize().toUri());
    }

    private void requireSame(Network network, Conditions conditions) {
        String here = Convolutional.size(network);
        if (!network.name().equals(conditions.network()) || !here.equals(conditions.size())) {
            throw new BadInputException(
                    "%s: measured on network %s at %s, not on %s at %s; give --model and --size"
                            .formatted(
                                    results,
                                    conditions.network(),
                                    conditions.size(),
                                    network.name(),
                                    here));
        }
    }

    /** The fastest kernel's milliseconds on each layer that was timed. */
    private Map<String, Double> times(Network network) {
        Map<String, Double> times = new LinkedHashMap<>();
        for (Contest contest : Contest.all(network, Results.read(results), List.of())) {
            contest.winner().ifPresent(winner -> times.put(contest.layer(), winner.milliseconds()));
        }
        return times;
    }

    private static Map<String, String> measured(Conditions conditions) {
        Map<String, String> measured = new LinkedHashMap<>(conditions.machine());
        measured.put("threads", String.valueOf(conditions.threads()));
        measured.put("begun", conditions.date());
        return measured;
    }
}
