package fcn.benchmarks.command;

import com.sun.management.ThreadMXBean;

import fcn.benchmarks.machine.ResidentMemory;
import fcn.benchmarks.progress.Progress;
import fcn.benchmarks.statistics.Median;
import fcn.kernels.plan.Plan;
import fcn.kernels.session.Kept;
import fcn.kernels.session.Session;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** The whole network and each layer in it. */
@Command(
        name = "time",
        header = "Times the whole network and each layer in it.",
        description =
                "Times the whole network and each layer in it, planned, on random input, like caffe"
                        + " time. What is fused into a convolution counts there.")
final class TimeCommand implements Callable<Integer> {
    /** Runs before the timed ones: C2 takes some seconds to have all kernels compiled. */
    private static final int WARM_UP = 9;

    @Mixin private CommonOptions common;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "9",
            converter = CommonOptions.Runs.class,
            description = "Timed runs, after a warm-up; default 9.")
    private int runs;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in shapes.")
    private Size size;

    @Option(
            names = "--against",
            paramLabel = "PLAN",
            split = ",",
            description =
                    "Run other plans in turn with this one: greedy, ranking, a kernel's name"
                            + " (wherever it can run), all of these, or a FILE.")
    private List<String> against = List.of();

    /** Steps that are no layer's own, but are counted with it. */
    private static final Set<String> BESIDES = Set.of("convert", "keep", "frame");

    private static final int REHEARSALS = 7;

    /** When the launcher was called, or else the JVM began, in milliseconds of the epoch. */
    private static final long CALLED =
            Optional.ofNullable(System.getenv("FCN_CALLED"))
                    .map(Long::valueOf)
                    .orElseGet(ManagementFactory.getRuntimeMXBean()::getStartTime);

    /** Runs whose allocation is told. */
    private static final int WATCHED = 3;

    /** Nanoseconds of a layer in each timed run, and what it ran. */
    private static final class LayerTimes {
        private final long[] nanos;
        private final Map<String, List<Double>> alone = new LinkedHashMap<>();
        private String kernel = "";

        LayerTimes(int runs) {
            nanos = new long[runs];
        }

        double aloneMilliseconds() {
            return alone.values().stream()
                    .mapToDouble(t -> Median.of(t.stream().mapToDouble(x -> x).toArray()))
                    .sum();
        }
    }

    @Override
    public Integer call() throws IOException {
        Network network = common.network(size);
        Map<String, Tensor> inputs = random(network);
        Plan plan = common.plan(network);
        if (!against.isEmpty()) {
            new Duel(common, network, plan, runs).run(against);
            return 0;
        }
        common.requireHeap(network, plan, Kept.blobs(Set.of()), common.savings());
        ResidentMemory.forgetPeak();
        long start = System.nanoTime();
        try (Session session = common.session(network, plan, Kept.blobs(Set.of()));
                Progress progress = new Progress("timing", common.quiet, common.errors())) {
            double prepare = since(start);
            progress.begin(2 + WARM_UP + runs);
            progress.step("first run");
            start = System.nanoTime();
            session.run(inputs);
            double first = since(start);
            long sinceCalled = System.currentTimeMillis() - CALLED;
            for (int i = 0; i < WARM_UP; i++) {
                progress.step("warm-up");
                session.run(inputs);
            }
            Map<String, LayerTimes> layers = new LinkedHashMap<>();
            double[] whole = new double[runs];
            long before = allocated();
            for (int i = 0; i < WATCHED; i++) {
                session.run(inputs);
            }
            long perRun = (allocated() - before) / WATCHED;
            for (int i = 0; i < runs; i++) {
                progress.step("run " + (i + 1));
                int run = i;
                start = System.nanoTime();
                session.run(
                        inputs,
                        (layer, kernel, step, nanos) -> {
                            LayerTimes times =
                                    layers.computeIfAbsent(layer, l -> new LayerTimes(runs));
                            times.nanos[run] += nanos;
                            if (!BESIDES.contains(kernel)) {
                                times.kernel = kernel;
                            }
                        });
                whole[i] = since(start);
            }
            progress.step("each layer alone");
            session.rehearse(
                    inputs,
                    REHEARSALS,
                    (layer, kernel, step, nanos) -> {
                        if (step != null) {
                            layers.get(layer)
                                    .alone
                                    .computeIfAbsent(step.toString(), s -> new ArrayList<>())
                                    .add(nanos / 1e6);
                        }
                    });
            NetworkTimes times =
                    new NetworkTimes(
                            network.name(),
                            network.inputs(),
                            common.threads(),
                            common.weightsName(),
                            whole,
                            outside(whole, layers),
                            prepare,
                            first,
                            sinceCalled,
                            ResidentMemory.peakMegabytes(),
                            perRun,
                            lines(network, plan, layers));
            times.print(common.output());
            common.writeJson(times.json());
        }
        return 0;
    }

    /** Milliseconds of each run in no layer. */
    private static double[] outside(double[] whole, Map<String, LayerTimes> layers) {
        double[] outside = whole.clone();
        for (LayerTimes times : layers.values()) {
            for (int run = 0; run < outside.length; run++) {
                outside[run] -= times.nanos[run] / 1e6;
            }
        }
        return outside;
    }

    private List<NetworkTimes.Line> lines(
            Network network, Plan plan, Map<String, LayerTimes> layers) {
        Shapes shapes = Shapes.of(network);
        Map<String, Double> planned = new Tuning(common, network).foretold(plan);
        List<NetworkTimes.Line> lines = new ArrayList<>();
        layers.forEach(
                (layer, times) -> {
                    double[] milliseconds =
                            Arrays.stream(times.nanos).mapToDouble(nanos -> nanos / 1e6).toArray();
                    lines.add(
                            new NetworkTimes.Line(
                                    layer,
                                    times.kernel,
                                    Median.of(milliseconds),
                                    shapes.row(layer).flops(),
                                    times.aloneMilliseconds(),
                                    planned.isEmpty() ? null : planned.getOrDefault(layer, 0.0)));
                });
        return lines;
    }

    static Map<String, Tensor> random(Network network) {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, Shape> input : network.inputs().entrySet()) {
            Tensor tensor = Tensor.zeros(input.getValue());
            for (int i = 0; i < tensor.data().length; i++) {
                tensor.data()[i] = (float) random.nextDouble(-128, 128);
            }
            inputs.put(input.getKey(), tensor);
        }
        return inputs;
    }

    /** Bytes that all threads together ever took from the heap. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
