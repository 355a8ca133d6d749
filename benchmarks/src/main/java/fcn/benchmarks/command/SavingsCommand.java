package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.progress.Progress;
import fcn.benchmarks.statistics.Median;
import fcn.kernels.plan.Plan;
import fcn.kernels.session.Kept;
import fcn.kernels.session.Session;
import fcn.reference.network.Network;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.results.Savings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** What each saving is worth. */
@Command(
        name = "savings",
        header = "Times the network without each of its savings.",
        description = {
            "What work that need not be done is worth: the network with all savings and, in turn"
                    + " with it in one run, without one of them, without any, and with --bands: time,"
                    + " memory, and what becomes of the last blob. With --out it goes into DIR/savings.json, which"
                    + " report shows where it lies beside results.json.",
            ""
        })
final class SavingsCommand implements Callable<Integer> {
    private static final int WARM_UP = 2;
    private static final String BANDS = "with --bands: layers in turn over bands, all else saved";

    @Mixin private CommonOptions common;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "9",
            converter = CommonOptions.Runs.class,
            description = "Timed runs of each, after a warm-up; default 9.")
    private int runs;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in shapes.")
    private Size size;

    /**
     * One comparison.
     *
     * @param ratio the median of the pairs' ratios, time without to time with all
     * @param what is done without it
     * @param error the largest difference, as a share of the largest value
     * @param flips pixels whose label differs
     */
    record Line(
            String without,
            String what,
            double all_ms,
            double without_ms,
            double ratio,
            long all_bytes,
            long without_bytes,
            double error,
            int flips,
            int pixels) {}

    @Override
    public Integer call() throws IOException {
        Network network = common.network(size);
        Plan plan = common.plan(network);
        List<Case> cases = new ArrayList<>();
        for (Without saving : Without.values()) {
            cases.add(new Case(saving.toString(), saving.what, EnumSet.of(saving), false));
        }
        cases.add(new Case("any", "all of that", EnumSet.allOf(Without.class), false));
        cases.add(new Case("(bands)", BANDS, EnumSet.noneOf(Without.class), true));
        List<Line> lines = new ArrayList<>();
        try (Progress progress = new Progress("timing", common.quiet, common.errors())) {
            progress.begin(cases.size());
            for (Case other : cases) {
                progress.step(other.name);
                lines.add(compare(network, plan, other));
            }
        }
        print(network, lines);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("conditions", conditions(network));
        result.put("lines", lines);
        common.writeJson(result);
        if (common.isOutGiven()) {
            OutputFile.writeJson(common.out.resolve(Savings.FILE), result);
        }
        return 0;
    }

    /** What is held against all savings: some left out, or bands added. */
    private record Case(String name, String what, Set<Without> without, boolean bands) {}

    private Line compare(Network network, Plan plan, Case instead) {
        String last = List.copyOf(network.outputs()).getLast();
        Kept keep = Kept.blobs(Set.of(last));
        Plan other = Without.plan(plan, network, instead.without);
        Map<String, Tensor> inputs = TimeCommand.random(network);
        common.requireHeap(network, other, keep, Set.of());
        try (Session all = common.session(network, plan, keep, Without.savings(Set.of(), false));
                Session less =
                        common.session(
                                network,
                                other,
                                keep,
                                Without.savings(instead.without, instead.bands))) {
            double[] with = new double[runs];
            double[] out = new double[runs];
            double[] ratios = new double[runs];
            for (int i = -WARM_UP; i < runs; i++) {
                boolean first = i % 2 == 0;
                double a = first ? milliseconds(all, inputs) : 0;
                double b = milliseconds(less, inputs);
                a = first ? a : milliseconds(all, inputs);
                if (i >= 0) {
                    with[i] = a;
                    out[i] = b;
                    ratios[i] = b / a;
                }
            }
            Tensor right = all.run(inputs).get(last);
            Tensor found = less.run(inputs).get(last);
            return new Line(
                    instead.name,
                    instead.what,
                    Median.of(with),
                    Median.of(out),
                    Median.of(ratios),
                    bytes(all),
                    bytes(less),
                    difference(right, found),
                    flips(right, found),
                    right.shape().n() * right.shape().h() * right.shape().w());
        }
    }

    private static double milliseconds(Session session, Map<String, Tensor> inputs) {
        long start = System.nanoTime();
        session.run(inputs);
        return (System.nanoTime() - start) / 1e6;
    }

    private static long bytes(Session session) {
        return session.preparedBytes() + session.workingBytes();
    }

    private static double difference(Tensor a, Tensor b) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < a.data().length; i++) {
            largest = Math.max(largest, Math.abs(a.data()[i]));
            difference = Math.max(difference, Math.abs((double) a.data()[i] - b.data()[i]));
        }
        return difference / largest;
    }

    private static int flips(Tensor a, Tensor b) {
        Shape shape = a.shape();
        int flips = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int y = 0; y < shape.h(); y++) {
                for (int x = 0; x < shape.w(); x++) {
                    flips += label(a, n, y, x) == label(b, n, y, x) ? 0 : 1;
                }
            }
        }
        return flips;
    }

    private static int label(Tensor scores, int n, int y, int x) {
        int best = 0;
        for (int c = 1; c < scores.shape().c(); c++) {
            best = scores.at(n, c, y, x) > scores.at(n, best, y, x) ? c : best;
        }
        return best;
    }

    private Map<String, String> conditions(Network network) {
        Machine machine = Machine.current();
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("network", network.name() + " on " + network.inputs());
        conditions.put("weights", common.weightsName());
        conditions.put("runs", "medians of " + runs + ", in turn");
        conditions.put("threads", String.valueOf(common.threads()));
        conditions.put("machine", machine.cpu() + ", vectors of " + machine.vectorBits() + " bits");
        conditions.put("JDK", machine.jdk());
        conditions.put("commit", machine.commit());
        return conditions;
    }

    private void print(Network network, List<Line> lines) {
        Table table =
                new Table(
                        "without",
                        ">ms",
                        ">all, ms",
                        ">ratio",
                        ">MB",
                        ">all, MB",
                        ">labels",
                        ">error");
        for (Line line : lines) {
            table.row(
                    line.without(),
                    Units.decimals(line.without_ms(), 0),
                    Units.decimals(line.all_ms(), 0),
                    Units.decimals(line.ratio(), 2),
                    Units.decimals(line.without_bytes() / 1e6, 0),
                    Units.decimals(line.all_bytes() / 1e6, 0),
                    line.flips() + " of " + line.pixels(),
                    String.format(java.util.Locale.ROOT, "%.1e", line.error()));
        }
        common.output().print(table.aligned());
        common.output()
                .printf(
                        "%n%s on %s, %d threads,%nweights %s; medians of %d runs in turn%n",
                        network.name(),
                        network.inputs(),
                        common.threads(),
                        common.weightsName(),
                        runs);
        for (Without saving : Without.values()) {
            common.output().printf("without %-10s  %s%n", saving, saving.what);
        }
        common.output().printf("(bands)             %s%n", BANDS);
        common.output().flush();
    }
}
