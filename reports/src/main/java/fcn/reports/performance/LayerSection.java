package fcn.reports.performance;

import fcn.reports.page.Downloads;
import fcn.reports.results.Conditions;
import fcn.reports.results.Result;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer with its kernels as bars, on the scale that all layers share.
 *
 * @param figures the same kernels' numbers, in the same order
 * @param grouped kernels whose JVMs fall into two groups, in words
 */
public record LayerSection(
        String layer,
        String shape,
        String descriptor,
        String verdict,
        String sharing,
        List<Bar> bars,
        List<FigureRow> figures,
        Roofline roofline,
        Downloads downloads,
        List<String> grouped,
        List<Conditions.LeftOut> leftOut) {
    private static final int ROOFLINE_WIDTH = 560;
    private static final int ROOFLINE_HEIGHT = 260;

    /** A kernel on a layer; {@code kind} is winner, tie or other. */
    public record Bar(
            String kernel,
            String kind,
            String milliseconds,
            String gflops,
            String share,
            String executed,
            String description,
            String width,
            String low,
            String high,
            List<String> forks) {}

    /**
     * Lays out a contest.
     *
     * @param figures its rows
     * @param top the figure in GFLOP/s at which bars end
     */
    static LayerSection of(
            Conditions conditions, Contest contest, List<FigureRow> figures, double top) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            bars.add(bar(contest.ranked().get(i), figures.get(i), top));
        }
        return new LayerSection(
                contest.layer(),
                ShapeText.of(contest.shape()),
                contest.shape().toString(),
                contest.verdict(),
                contest.sameShape().isEmpty()
                        ? ""
                        : "Same shape as "
                                + String.join(", ", contest.sameShape())
                                + ": measured once.",
                bars,
                figures,
                figures.isEmpty()
                        ? null
                        : Roofline.of(
                                "roofline-" + contest.layer(),
                                conditions.roof(),
                                figures.stream()
                                        .map(row -> new Roofline.Dot(row.kernel(), row))
                                        .toList(),
                                ROOFLINE_WIDTH,
                                ROOFLINE_HEIGHT),
                Downloads.of(contest.layer(), FigureRow.class, figures),
                contest.ranked().stream()
                        .flatMap(result -> ForkGroups.of(result).stream())
                        .toList(),
                contest.leftOut());
    }

    private static Bar bar(Result result, FigureRow row, double top) {
        double gflops = row.effective_gflops();
        double slow = result.effectiveGflops(result.high());
        double fast = Math.min(top, result.effectiveGflops(result.low()));
        boolean saves = Math.abs(row.executed_gflops() - gflops) > 0.005 * gflops;
        return new Bar(
                row.kernel(),
                row.verdict(),
                Figures.figure(row.ms()) + " ms",
                Figures.figure(gflops),
                row.share_of_peak() == null ? "" : Figures.percent(row.share_of_peak()),
                saves ? Figures.figure(row.executed_gflops()) + " GFLOP/s executed" : "",
                "%s: %s milliseconds, between %s and %s, from %d figures in %s"
                        .formatted(
                                row.kernel(),
                                Figures.figure(row.ms()),
                                Figures.figure(row.low_ms()),
                                Figures.figure(row.high_ms()),
                                row.figures(),
                                result.forks().size() == 1
                                        ? "1 JVM"
                                        : result.forks().size() + " JVMs"),
                Positions.of(gflops / top),
                Positions.of(slow / top),
                Positions.of(fast / top),
                result.forks().size() < 2
                        ? List.of()
                        : result.forks().stream()
                                .map(fork -> Positions.of(result.effectiveGflops(fork) / top))
                                .toList());
    }
}
