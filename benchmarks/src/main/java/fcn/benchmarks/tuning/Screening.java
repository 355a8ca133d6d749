package fcn.benchmarks.tuning;

import fcn.benchmarks.competition.Estimate;
import fcn.benchmarks.competition.Estimator;
import fcn.kernels.Kernel;
import fcn.kernels.plan.Ranking;
import fcn.kernels.plan.Step;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kernels may win at a shape, from runs on slices of it: those not much slower than the
 * fastest, of the others those that take less memory than all that are faster, and always the one
 * that would run where nothing was measured: an estimate on a busy machine may err by much.
 */
final class Screening {
    /** Of so many output channels that transforming inputs is a small part of the work. */
    private static final Estimate.Size SLICE = new Estimate.Size(600_000_000, 256);

    /** Slower than the fastest by this factor, as estimated: cannot win. */
    private static final double HOPELESS = 2.2;

    /** Slower than the fastest by this factor: not worth the memory that it saves. */
    private static final double UNBEARABLE = 6;

    /** Fast ones to try, at most. */
    static final int MOST = 4;

    /** Fewer input channels than this make another kind of problem: blocks stay half empty. */
    private static final int FEW_CHANNELS = 16;

    /** Shapes on which the same kernels are slow. */
    private record Kind(
            boolean transposed,
            int kernelH,
            int kernelW,
            int stride,
            boolean grouped,
            boolean few) {
        static Kind of(ConvolutionShape shape) {
            Window w = shape.window();
            return new Kind(
                    shape.transposed(),
                    w.kernelH(),
                    w.kernelW(),
                    w.strideH(),
                    shape.group() > 1,
                    shape.ic() < FEW_CHANNELS);
        }
    }

    private final Estimator estimator;
    private final Map<Kind, Set<Kernel>> lost = new HashMap<>();

    Screening(int threads) {
        this(new Estimator(threads, SLICE));
    }

    Screening(Estimator estimator) {
        this.estimator = estimator;
    }

    /** Those of one shape's steps that are worth a trial, the fastest as estimated first. */
    List<Step.Convolve> contenders(List<Step.Convolve> contest) {
        if (contest.size() == 1) {
            return contest;
        }
        Set<Kernel> beaten =
                lost.computeIfAbsent(Kind.of(contest.getFirst().shape()), kind -> new HashSet<>());
        Map<Kernel, Double> estimates = new HashMap<>();
        List<Step.Convolve> ranked = new ArrayList<>();
        for (Step.Convolve step : contest) {
            if (!beaten.contains(step.kernel()) && estimates.get(step.kernel()) == null) {
                estimates.put(step.kernel(), estimator.bySlice(step.kernel(), step.shape()));
                ranked.add(step);
            }
        }
        if (ranked.isEmpty()) {
            return contest;
        }
        Kernel unmeasured = Ranking.best("", contest.getFirst().shape());
        double bearable = UNBEARABLE * Collections.min(estimates.values());
        for (Step.Convolve step : ranked) {
            estimates.computeIfPresent(
                    step.kernel(),
                    (kernel, e) ->
                            e > bearable
                                    ? Math.min(e, estimator.again(step.kernel(), step.shape()))
                                    : e);
        }
        ranked.sort(Comparator.comparingDouble(step -> estimates.get(step.kernel())));
        double fastest = estimates.get(ranked.getFirst().kernel());
        List<Step.Convolve> chosen = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (Step.Convolve step : ranked) {
            double factor = estimates.get(step.kernel()) / fastest;
            boolean fast = factor <= HOPELESS && chosen.size() < MOST;
            boolean small = factor <= UNBEARABLE && bytes(step) < least;
            if (fast || small || step.kernel().equals(unmeasured)) {
                chosen.add(step);
                least = Math.min(least, bytes(step));
            }
            if (factor > UNBEARABLE && !step.kernel().equals(unmeasured)) {
                beaten.add(step.kernel());
            }
        }
        return chosen;
    }

    private long bytes(Step.Convolve step) {
        return step.kernel().algorithm().preparedBytes(step.shape());
    }
}
