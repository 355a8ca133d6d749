package fcn.benchmarks.tuning;

import fcn.benchmarks.competition.Estimate;
import fcn.benchmarks.progress.Progress;
import fcn.kernels.Kernel;
import fcn.kernels.plan.CostModel;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every step that a plan of a network may take, timed in this process: first each kernel on a slice
 * of its layer, then, whole, those that can win and the one that takes the least memory.
 */
public final class QuickMeasurement {
    private static final double KERNEL_SECONDS = 0.2;
    private static final double OTHER_SECONDS = 0.06;

    /** Milliseconds of runs behind an estimate, where the JVM does not know the kernel yet. */
    private static final double COMPILING = 1000;

    /** The same where it does. */
    private static final double COMPILED = 150;

    /** Slower than the fastest by this factor, as estimated: cannot win. */
    private static final double HOPELESS = 3;

    /** Slower than the fastest by this factor: not worth the memory that it saves. */
    private static final double UNBEARABLE = 8;

    /** A kernel that was so slow on so many shapes in a row is not estimated again. */
    private static final int LOST = 2;

    private final int threads;
    private final Progress progress;
    private final Map<Kernel, Integer> lost = new HashMap<>();
    private final Set<Kernel> compiled = new HashSet<>();

    /** Times steps on a team of that many threads. */
    public QuickMeasurement(int threads, Progress progress) {
        this.threads = threads;
        this.progress = progress;
    }

    /** The steps that some plan of a network takes. */
    public static final class Wanted {
        private final Set<Step> steps = new LinkedHashSet<>();

        public Wanted(Network network) {
            new CostModel(
                    network,
                    step -> {
                        steps.add(step);
                        return Optional.of(Time.NONE);
                    });
        }

        /**
         * Those that are not known.
         *
         * @param shapes texts of convolutions of which enough is known
         * @param known texts of steps; one kernel on a shape stands for all
         */
        public Set<Step> without(Set<String> shapes, Set<String> known) {
            Set<String> settled = new HashSet<>(shapes);
            Set<Step> missing = new LinkedHashSet<>();
            for (Step step : steps) {
                if (step instanceof Step.Convolve convolve && known.contains(step.toString())) {
                    settled.add(convolve.shape().toString());
                }
            }
            for (Step step : steps) {
                boolean found =
                        step instanceof Step.Convolve convolve
                                ? settled.contains(convolve.shape().toString())
                                : known.contains(step.toString());
                if (!found) {
                    missing.add(step);
                }
            }
            return missing;
        }
    }

    /**
     * Measures steps; kernels that cannot win are left out.
     *
     * @param measured gets what steps take, by their text, time and again with more of them
     */
    public void measure(Set<Step> steps, Consumer<Map<String, Measured>> measured) {
        Map<ConvolutionShape, List<Step.Convolve>> contests = new LinkedHashMap<>();
        List<Step> others = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Convolve convolve) {
                contests.computeIfAbsent(convolve.shape(), s -> new ArrayList<>()).add(convolve);
            } else {
                others.add(step);
            }
        }
        Map<String, Measured> times = new LinkedHashMap<>();
        progress.begin(contests.size() + 1);
        try (Team team = new Team(threads)) {
            Rehearsal rehearsal = new Rehearsal(team);
            contests.forEach(
                    (shape, contest) -> {
                        progress.step(shape.toString());
                        for (Step.Convolve step : contenders(contest)) {
                            times.put(step.toString(), rehearsal.measure(step, KERNEL_SECONDS));
                        }
                        measured.accept(times);
                    });
            progress.step("copies and other layers");
            for (Step step : others) {
                times.put(step.toString(), rehearsal.measure(step, OTHER_SECONDS));
            }
        }
        measured.accept(times);
    }

    private List<Step.Convolve> contenders(List<Step.Convolve> contest) {
        Map<Kernel, Double> byKernel = new HashMap<>();
        Map<Step.Convolve, Double> estimates = new LinkedHashMap<>();
        for (Step.Convolve step : contest) {
            if (lost.getOrDefault(step.kernel(), 0) < LOST || contest.size() == 1) {
                estimates.put(
                        step,
                        byKernel.computeIfAbsent(
                                step.kernel(), kernel -> estimate(kernel, step.shape())));
            }
        }
        if (estimates.isEmpty()) {
            return contest;
        }
        double fastest = estimates.values().stream().mapToDouble(e -> e).min().orElseThrow();
        estimates.forEach(
                (step, e) ->
                        lost.merge(
                                step.kernel(),
                                1,
                                (n, one) -> e > UNBEARABLE * fastest ? n + 1 : 0));
        Optional<Step.Convolve> smallest =
                estimates.keySet().stream()
                        .filter(step -> estimates.get(step) <= UNBEARABLE * fastest)
                        .min(Comparator.comparingLong(this::bytes));
        return estimates.keySet().stream()
                .filter(
                        step ->
                                estimates.get(step) <= HOPELESS * fastest
                                        || step.equals(smallest.orElse(null)))
                .toList();
    }

    private double estimate(Kernel kernel, ConvolutionShape shape) {
        double enough = compiled.add(kernel) ? COMPILING : COMPILED;
        return Estimate.milliseconds(kernel, shape, threads, enough);
    }

    private long bytes(Step.Convolve step) {
        return step.kernel().algorithm().preparedBytes(step.shape())
                + step.kernel().algorithm().workspaceBytes(step.shape(), threads);
    }
}
