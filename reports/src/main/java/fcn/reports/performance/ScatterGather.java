package fcn.reports.performance;

import fcn.reports.results.Result;

import java.util.List;
import java.util.Optional;

/**
 * Scatter against gather on one transposed convolution: the plain loops, and the best of each kind.
 *
 * @param plain the verdict on {@code SCATTER} and {@code GATHER}, the loops of the definitions
 * @param best the verdict on the fastest kernels of either kind
 */
public record ScatterGather(String layer, String shape, Verdict plain, Verdict best) {
    private static final String SCATTER = "SCATTER";
    private static final String GATHER = "GATHER";

    /**
     * Who won.
     *
     * @param ratio scatter's time over gather's; 0 where one of them was not timed
     */
    public record Verdict(
            String scatter,
            String scatterMs,
            String gather,
            String gatherMs,
            double ratio,
            String text) {}

    /** The transposed convolutions on which either kind was timed. */
    static List<ScatterGather> all(List<Contest> contests) {
        return contests.stream()
                .filter(contest -> contest.shape().transposed() && contest.winner().isPresent())
                .map(
                        contest ->
                                new ScatterGather(
                                        contest.layer(),
                                        ShapeText.of(contest.shape()),
                                        verdict(named(contest, SCATTER), named(contest, GATHER)),
                                        verdict(best(contest, SCATTER), best(contest, GATHER))))
                .toList();
    }

    private static Optional<Result> named(Contest contest, String name) {
        return contest.ranked().stream().filter(r -> r.kernel().name().equals(name)).findFirst();
    }

    private static Optional<Result> best(Contest contest, String kind) {
        return contest.ranked().stream()
                .filter(r -> r.kernel().name().startsWith(kind))
                .findFirst();
    }

    private static Verdict verdict(Optional<Result> scatter, Optional<Result> gather) {
        double ratio =
                scatter.isPresent() && gather.isPresent()
                        ? scatter.get().milliseconds() / gather.get().milliseconds()
                        : 0;
        return new Verdict(
                name(scatter),
                time(scatter),
                name(gather),
                time(gather),
                ratio,
                ratio == 0 ? "only one was timed" : text(scatter.get(), gather.get(), ratio));
    }

    private static String text(Result scatter, Result gather, double ratio) {
        if (scatter.low() <= gather.high() && gather.low() <= scatter.high()) {
            return "tie: the intervals overlap";
        }
        return ratio > 1
                ? "gather, " + Figures.figure(ratio) + " × as fast"
                : "scatter, " + Figures.figure(1 / ratio) + " × as fast";
    }

    private static String name(Optional<Result> result) {
        return result.map(r -> r.kernel().name()).orElse("not timed");
    }

    private static String time(Optional<Result> result) {
        return result.map(r -> Figures.figure(r.milliseconds())).orElse("–");
    }
}
