package fcn.benchmarks.command;

import fcn.benchmarks.progress.Progress;
import fcn.benchmarks.statistics.Median;
import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.plan.Alternatives;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Ranking;
import fcn.kernels.session.Kept;
import fcn.kernels.session.Session;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reference.tensor.Tensor;
import fcn.reports.plan.PlanFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan against others: the network under both, run in turn in one process. */
final class Duel {
    private static final int WARM_UP = 3;

    /** Slower by this factor: not worth more than a run. */
    private static final double HOPELESS = 3;

    private static final String GREEDY = "greedy";
    private static final String RANKING = "ranking";
    private static final String ALL = "all";

    private final CommonOptions common;
    private final Network network;
    private final Plan plan;
    private final int runs;
    private final Map<String, ConvolutionShape> shapes;

    Duel(CommonOptions common, Network network, Plan plan, int runs) {
        this.common = common;
        this.network = network;
        this.plan = plan;
        this.runs = runs;
        shapes = Ranking.convolutions(network);
    }

    /**
     * One opponent.
     *
     * @param ratio the median of the pairs' ratios, the other's time to the plan's
     * @param least the smallest of them
     * @param most the largest of them
     * @param pairs how many; one where the other is slower by far
     */
    record Line(
            String against,
            double plan_ms,
            double other_ms,
            double ratio,
            double least,
            double most,
            int pairs) {}

    void run(List<String> names) throws IOException {
        Map<String, Plan> others = opponents(names);
        Map<String, Tensor> inputs = TimeCommand.random(network);
        common.requireHeap(network, plan, Kept.blobs(Set.of()), common.savings());
        List<Line> lines = new ArrayList<>();
        try (Session own = common.session(network, plan, Kept.blobs(Set.of()));
                Session other =
                        common.session(
                                network, others.values().iterator().next(), Kept.blobs(Set.of()));
                Progress progress = new Progress("timing", common.quiet, common.errors())) {
            progress.begin(others.size());
            others.forEach(
                    (name, opponent) -> {
                        progress.step(name);
                        other.replan(opponent);
                        lines.add(compare(name, own, other, inputs));
                    });
        }
        print(lines);
        common.writeJson(lines);
    }

    private Map<String, Plan> opponents(List<String> names) {
        Map<String, Plan> others = new LinkedHashMap<>();
        Tuning tuning = new Tuning(common, network);
        for (String name : names) {
            if (name.equals(ALL)) {
                others.put(GREEDY, new Alternatives(known(tuning, name).model()).greedy());
                others.put(RANKING, Ranking.plan(network));
                Catalogue.all().stream()
                        .filter(kernel -> 2 * layers(kernel) >= shapes.size())
                        .forEach(kernel -> others.put(kernel.name(), everywhere(kernel)));
            } else if (name.equals(GREEDY)) {
                others.put(name, new Alternatives(known(tuning, name).model()).greedy());
            } else if (name.equals(RANKING)) {
                others.put(name, Ranking.plan(network));
            } else if (Catalogue.find(name).isPresent()) {
                Kernel kernel = Catalogue.find(name).orElseThrow();
                others.put(name, everywhere(kernel));
            } else {
                Plan read =
                        PlanFile.read(
                                Path.of(name),
                                network,
                                Tuning.origin(common.threads()),
                                common::warn);
                others.put(name, read);
            }
        }
        return others;
    }

    private long layers(Kernel kernel) {
        return shapes.values().stream().filter(shape -> does(kernel, shape)).count();
    }

    private static boolean does(Kernel kernel, ConvolutionShape shape) {
        return kernel.algorithm().unsupported(shape).isEmpty();
    }

    /** The plan, but one kernel wherever it can run. */
    private Plan everywhere(Kernel kernel) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(plan.choices());
        shapes.forEach(
                (layer, shape) -> {
                    if (does(kernel, shape)) {
                        choices.put(layer, new Plan.Choice(kernel, "everywhere"));
                    }
                });
        return new Plan(plan.network(), plan.size(), choices);
    }

    private static PlanSearch known(Tuning tuning, String name) {
        if (!tuning.knows()) {
            throw new BadInputException(
                    "--against " + name + ": nothing was measured here; run plan first");
        }
        return tuning.search();
    }

    private Line compare(String name, Session own, Session other, Map<String, Tensor> inputs) {
        double once = milliseconds(other, inputs);
        if (once > HOPELESS * milliseconds(own, inputs)) {
            return line(name, new double[] {milliseconds(own, inputs)}, new double[] {once});
        }
        double[] mine = new double[runs];
        double[] others = new double[runs];
        for (int i = -WARM_UP; i < runs; i++) {
            boolean first = i % 2 == 0;
            double a = first ? milliseconds(own, inputs) : 0;
            double b = milliseconds(other, inputs);
            a = first ? a : milliseconds(own, inputs);
            if (i >= 0) {
                mine[i] = a;
                others[i] = b;
            }
        }
        return line(name, mine, others);
    }

    private static Line line(String name, double[] mine, double[] others) {
        double[] ratios = new double[mine.length];
        Arrays.setAll(ratios, i -> others[i] / mine[i]);
        Arrays.sort(ratios);
        double middle = Median.of(ratios);
        int pairs = ratios.length;
        double most = ratios[pairs - 1];
        return new Line(name, Median.of(mine), Median.of(others), middle, ratios[0], most, pairs);
    }

    private static double milliseconds(Session session, Map<String, Tensor> inputs) {
        long start = System.nanoTime();
        session.run(inputs);
        return (System.nanoTime() - start) / 1e6;
    }

    private void print(List<Line> lines) {
        Table table =
                new Table(
                        "against",
                        ">its ms",
                        ">the plan's ms",
                        ">ratio",
                        ">least",
                        ">most",
                        ">pairs");
        for (Line line : lines) {
            table.row(
                    line.against(),
                    Units.decimals(line.other_ms(), 1),
                    Units.decimals(line.plan_ms(), 1),
                    Units.decimals(line.ratio(), 3),
                    Units.decimals(line.least(), 3),
                    Units.decimals(line.most(), 3),
                    String.valueOf(line.pairs()));
        }
        common.output().print(table.aligned());
        common.output()
                .printf(
                        "%n%s on %s, %d threads,%nweights %s; medians of pairs in turn%n",
                        network.name(), network.inputs(), common.threads(), common.weightsName());
        common.output().flush();
    }
}
