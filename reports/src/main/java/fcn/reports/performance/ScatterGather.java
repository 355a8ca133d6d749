package fcn.reports.performance;

import fcn.reports.page.Downloads;
import fcn.reports.results.Result;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param scatterMilliseconds 0 where it was not timed
     * @param gatherMilliseconds 0 where it was not timed
     * @param ratio scatter's time over gather's; 0 where one of them was not timed
     */
    public record Verdict(
            String scatter,
            double scatterMilliseconds,
            String gather,
            double gatherMilliseconds,
            double ratio,
            String text) {
        public String scatterMs() {
            return ms(scatterMilliseconds);
        }

        public String gatherMs() {
            return ms(gatherMilliseconds);
        }

        private static String ms(double milliseconds) {
            return milliseconds == 0 ? "–" : Figures.figure(milliseconds);
        }
    }

    /** A row of the table, {@code kernels} being loops or best. */
    record Duel(
            String layer,
            String kernels,
            String scatter,
            Double scatter_ms,
            String gather,
            Double gather_ms,
            Double scatter_over_gather) {
        static Duel of(String layer, String kernels, Verdict verdict) {
            return new Duel(
                    layer,
                    kernels,
                    verdict.scatter,
                    known(verdict.scatterMilliseconds),
                    verdict.gather,
                    known(verdict.gatherMilliseconds),
                    known(verdict.ratio));
        }

        private static Double known(double value) {
            return value == 0 ? null : value;
        }
    }

    /** The numbers behind the table. */
    public static Downloads downloads(List<ScatterGather> duels) {
        return Downloads.of(
                "scatter-against-gather",
                Duel.class,
                duels.stream()
                        .flatMap(
                                duel ->
                                        Stream.of(
                                                Duel.of(duel.layer, "loops", duel.plain),
                                                Duel.of(duel.layer, "best", duel.best)))
                        .toList());
    }

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

    private static double time(Optional<Result> result) {
        return result.map(Result::milliseconds).orElse(0.0);
    }
}
