package fcn.benchmarks.competition;

import fcn.benchmarks.progress.Progress;
import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;
import fcn.reports.performance.Figures;
import fcn.reports.results.Conditions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times every pairing within the profile's budget. A pairing gets its share of the time that is
 * left; one whose share does not hold even the fewest repetitions is left out, and listed so.
 */
public final class Competition {
    private static final Estimate.Size SLICE = new Estimate.Size(150_000_000, 64);

    private final Profile profile;
    private final double seconds;
    private final int threads;
    private final Progress progress;
    private final Estimator estimator;
    private final List<Conditions.LeftOut> failed = new ArrayList<>();
    private final long start = System.nanoTime();

    /**
     * Competes under a profile.
     *
     * @param seconds the whole budget
     * @param threads of the team that each kernel runs on
     */
    public Competition(Profile profile, double seconds, int threads, Progress progress) {
        this.profile = profile;
        this.seconds = seconds;
        this.threads = threads;
        this.progress = progress;
        estimator = new Estimator(threads, SLICE);
    }

    /** What a JVM is started with in which a kernel is timed, as far as it bears on speed. */
    public static List<String> jvmArguments() {
        return JmhFork.jvmArguments();
    }

    /**
     * All pairings of layers and kernels that do them, layers of one shape as one, on each shape
     * the fastest kernel first. A kernel that fails in its estimate is left out of the run.
     */
    public List<Pairing> pairings(Map<String, ConvolutionShape> layers, List<Kernel> kernels) {
        Map<ConvolutionShape, List<String>> shapes = new LinkedHashMap<>();
        layers.forEach(
                (layer, shape) -> shapes.computeIfAbsent(shape, s -> new ArrayList<>()).add(layer));
        List<Pairing> pairings = new ArrayList<>();
        shapes.forEach((shape, names) -> pairings.addAll(pairings(shape, names, kernels)));
        return pairings;
    }

    private List<Pairing> pairings(
            ConvolutionShape shape, List<String> layers, List<Kernel> kernels) {
        progress.says("estimating " + String.join(", ", layers));
        Map<Kernel, Double> estimates = new LinkedHashMap<>();
        for (Kernel kernel : kernels) {
            if (Catalogue.of(shape.transposed()).contains(kernel)
                    && kernel.algorithm().unsupported(shape).isEmpty()) {
                try {
                    estimates.put(kernel, estimator.byTheWhole(kernel, shape));
                } catch (RuntimeException e) {
                    failed.add(failed(layers, kernel, e));
                }
            }
        }
        return Pairing.of(shape, layers, estimates);
    }

    /** About what timing them takes, in seconds, as far as the budget goes. */
    public double expectedSeconds(List<Pairing> pairings) {
        return new Budget(pairings, profile, seconds - elapsed()).seconds();
    }

    /** Times them; {@code conditions} are written with each result, the left out added. */
    public Conditions run(List<Pairing> pairings, ResultsFile file, Conditions conditions)
            throws IOException {
        Conditions now = conditions;
        for (Conditions.LeftOut failure : failed) {
            now = now.leavingOut(failure);
        }
        List<Pairing> left =
                new ArrayList<>(pairings.stream().filter(p -> !file.has(p, threads)).toList());
        progress.begin(left.size());
        while (!left.isEmpty()) {
            Budget budget = new Budget(left, profile, seconds - elapsed());
            Pairing pairing = left.removeFirst();
            progress.step(pairing.toString(), budget.seconds());
            if (budget.leavesOut(pairing)) {
                now = now.leavingOut(tooSlow(pairing));
            } else {
                JmhFork.Outcome outcome =
                        JmhFork.run(pairing, threads, budget.repetitions(pairing));
                now = now.taking(Math.round(elapsed()));
                if (outcome.json() == null) {
                    now =
                            now.leavingOut(
                                    failed(pairing.layers(), pairing.kernel(), outcome.failure()));
                } else {
                    file.add(outcome.json(), now);
                }
            }
        }
        now = now.taking(Math.round(elapsed()));
        file.write(now);
        return now;
    }

    private static Conditions.LeftOut tooSlow(Pairing pairing) {
        String reason =
                "a run takes about %s s, %s times the fastest kernel's, and there is no time for it (--profile full times it)"
                        .formatted(
                                Figures.figure(pairing.milliseconds() / 1000),
                                Figures.figure(pairing.slowdown()));
        return new Conditions.LeftOut(
                pairing.layers().getFirst(), pairing.kernel().name(), reason, pairing.slowdown());
    }

    private static Conditions.LeftOut failed(List<String> layers, Kernel kernel, Object failure) {
        return new Conditions.LeftOut(layers.getFirst(), kernel.name(), "failed: " + failure);
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }
}
