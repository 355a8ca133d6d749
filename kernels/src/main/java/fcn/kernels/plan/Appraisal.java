package fcn.kernels.plan;

import fcn.kernels.Kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** How good a plan that is the best within limits is: what else would cost, and how sure it is. */
public final class Appraisal {
    private static final double ROUNDING = 1e-9;

    private final PlanSearch search;
    private final CostModel model;
    private final PlanSearch.Found found;

    /** The plan itself, or the cheapest which it ties with. */
    private final PlanSearch.Found cheapest;

    private final Limits limits;

    public Appraisal(PlanSearch search, PlanSearch.Found found, Limits limits) {
        this.search = search;
        this.model = search.model();
        this.found = found;
        boolean frugal = found.solution().method() == Solution.Method.FRUGAL;
        cheapest = frugal ? search.best(Limits.NONE).orElseThrow() : found;
        this.limits = limits;
    }

    /**
     * A layer under a plan.
     *
     * @param milliseconds its kernel's, and of the pooling that follows where that is not taken up
     * @param runnerUp the kernel of the best plan with another one here; null where there is none
     * @param regret how much more that plan costs as a whole than the cheapest within the limits
     * @param prepared bytes of its weights
     * @param workspace bytes of scratch memory that its kernel takes
     * @param error its kernel's error bound
     */
    public record Verdict(
            String layer,
            Kernel kernel,
            double milliseconds,
            Kernel runnerUp,
            double regret,
            long prepared,
            long workspace,
            double error) {}

    /** What stands behind each choice. */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        model.nodes()
                .forEach(
                        (layer, node) -> {
                            int chosen = found.choice()[node];
                            Map<Kernel, Double> others = new HashMap<>();
                            for (int i = 0; i < model.graph().states(node); i++) {
                                if (i != chosen) {
                                    Kernel other = model.candidates(layer).get(i).kernel();
                                    search.solve(
                                                    model.graph().fixed(node, i),
                                                    limits,
                                                    PlanSearch.BRIEF)
                                            .ifPresent(s -> others.put(other, s.cost()));
                                }
                            }
                            Kernel next =
                                    others.keySet().stream()
                                            .min(Comparator.comparingDouble(others::get))
                                            .orElse(null);
                            Candidate own = model.candidates(layer).get(chosen);
                            Footprints.Footprint footprint = search.footprint(own);
                            verdicts.add(
                                    new Verdict(
                                            layer,
                                            own.kernel(),
                                            own.milliseconds(),
                                            next,
                                            next == null
                                                    ? Double.POSITIVE_INFINITY
                                                    : others.get(next) - cheapest.milliseconds(),
                                            footprint.prepared(),
                                            footprint.workspace(),
                                            search.demands().error()[node][chosen]));
                        });
        return verdicts;
    }

    /**
     * How a plan fares where times are others than the figures say.
     *
     * @param probability the share of draws in which it is the cheapest, or the plan is that it
     *     ties with
     * @param loss how much longer it takes than the cheapest on average, as a share
     */
    public record Confidence(double probability, double loss) {}

    /** Draws all figures from their intervals so many times, and searches anew. */
    public Confidence confidence(int draws, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int best = 0;
        double loss = 0;
        for (int i = 0; i < draws; i++) {
            CostGraph drawn = new CostModel(search.network(), search.costs().drawn(random)).graph();
            double own = drawn.cost(found.choice());
            double least =
                    search.solve(drawn, limits, PlanSearch.BRIEF).map(Solution::cost).orElse(own);
            best += drawn.cost(cheapest.choice()) <= least + ROUNDING ? 1 : 0;
            loss += least > 0 ? Math.max(0, own / least - 1) : 0;
        }
        return new Confidence((double) best / draws, loss / draws);
    }

    /** The plan itself, with a reason for each choice. */
    public Plan plan(List<Verdict> verdicts) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            String time = String.format(Locale.ROOT, "%.4g ms", verdict.milliseconds);
            reasons.put(
                    verdict.layer,
                    verdict.runnerUp == null
                            ? time + ", the only kernel with a time"
                            : String.format(
                                    Locale.ROOT,
                                    "%s; a plan with %s takes %.3g ms more",
                                    time,
                                    verdict.runnerUp.name(),
                                    verdict.regret));
        }
        return model.plan(found.choice(), reasons);
    }
}
