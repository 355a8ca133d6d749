package fcn.benchmarks.tuning;

import fcn.kernels.Kernel;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Step;
import fcn.kernels.session.Kept;
import fcn.kernels.session.Saving;
import fcn.kernels.session.Session;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Whole runs of a network under plan after plan, in each of which every layer has its turn: steps
 * are timed where they will run, with the caches as the layers before them leave them.
 */
final class Trials implements AutoCloseable {
    private static final long SEED = 1;
    private static final int MOST_WARM_UPS = 4;

    /** A run this much shorter than any before says that the JVM is still compiling. */
    private static final double IMPROVEMENT = 0.95;

    private final Network network;
    private final int threads;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();
    private final Map<String, Footprints.Footprint> taken = new HashMap<>();
    private Session session;

    Trials(Network network, int threads) {
        this.network = network;
        this.threads = threads;
        SplittableRandom random = new SplittableRandom(SEED);
        for (Map.Entry<String, Shape> input : network.inputs().entrySet()) {
            Tensor tensor = Tensor.zeros(input.getValue());
            for (int i = 0; i < tensor.data().length; i++) {
                tensor.data()[i] = random.nextInt() * 0x1p-24f;
            }
            inputs.put(input.getKey(), tensor);
        }
    }

    /** Runs a plan so many times, after a warm-up; gives what the whole runs took. */
    double[] run(Map<String, Kernel> kernels, int runs) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        kernels.forEach((layer, kernel) -> choices.put(layer, new Plan.Choice(kernel, "trial")));
        Plan plan = new Plan(network.name(), "", choices);
        if (session == null) {
            SyntheticWeights weights = new SyntheticWeights(Shapes.of(network));
            session =
                    Session.prepare(
                            network, weights, plan, Kept.blobs(Set.of()), Saving.DEFAULT, threads);
        } else {
            session.replan(plan);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            long start = System.nanoTime();
            session.run(inputs);
            double milliseconds = (System.nanoTime() - start) / 1e6;
            if (milliseconds > IMPROVEMENT * best) {
                break;
            }
            best = milliseconds;
        }
        double[] whole = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            session.run(inputs, this::record);
            whole[i] = (System.nanoTime() - start) / 1e6;
        }
        return whole;
    }

    private void record(String layer, String kernel, Step step, long nanos) {
        if (step != null) {
            samples.computeIfAbsent(step.toString(), s -> new ArrayList<>()).add(nanos / 1e6);
            if (step instanceof Step.Convolve) {
                session.footprint(layer).ifPresent(found -> taken.put(step.toString(), found));
            }
        }
    }

    /** What steps took so far, by their text. */
    Map<String, Measured> measured() {
        Map<String, Measured> measured = new LinkedHashMap<>();
        samples.forEach(
                (step, times) ->
                        measured.put(
                                step,
                                Stopwatch.of(
                                        times.stream().mapToDouble(t -> t).toArray(),
                                        taken.getOrDefault(step, new Footprints.Footprint(0, 0)))));
        return measured;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
