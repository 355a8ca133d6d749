package fcn.reports.performance;

import fcn.kernels.plan.Plan;
import fcn.reports.page.Downloads;
import fcn.reports.results.Beside;
import fcn.reports.results.Conditions;
import fcn.reports.results.Savings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that the report says, ready for the templates.
 *
 * @param peak where the measured FMA peak's line stands in the bars; empty where it was not
 *     measured
 * @param winners the fastest on each layer that was timed
 * @param margins what the runner-up takes, by layer
 * @param sections the layers on which a kernel was timed, or left out
 * @param untimed the others' names
 * @param savings what work left out is worth; empty where it was not measured
 * @param savingsConditions under which that was measured
 * @param peers other libraries beside ours; null where none were measured
 */
public record PerformancePage(
        Summary summary,
        String peak,
        String peakLabel,
        List<FigureRow> winners,
        Map<String, String> margins,
        HeatMap heatMap,
        Roofline roofline,
        List<Distance> distances,
        List<ScatterGather> scatterGather,
        List<LayerSection> sections,
        List<FigureRow> figures,
        Downloads downloads,
        String untimed,
        List<PlanRow> plan,
        Downloads planDownloads,
        List<SavingRow> savings,
        Map<String, String> savingsConditions,
        PeerSection peers) {
    private static final int ROOFLINE_WIDTH = 760;
    private static final int ROOFLINE_HEIGHT = 420;

    /** Lays out contests. */
    public static PerformancePage of(
            Conditions conditions, List<Contest> contests, Plan plan, Beside beside) {
        List<FigureRow> figures = FigureRow.all(conditions, contests, plan, beside.phases());
        Map<String, List<FigureRow>> byLayer = new LinkedHashMap<>();
        contests.forEach(contest -> byLayer.put(contest.layer(), new ArrayList<>()));
        figures.forEach(row -> byLayer.get(row.layer()).add(row));
        double peak = conditions.peakGflops();
        double top =
                1.04
                        * figures.stream()
                                .mapToDouble(FigureRow::effective_gflops)
                                .reduce(Math.max(peak, 1e-3), Math::max);
        List<Contest> timed = contests.stream().filter(c -> c.winner().isPresent()).toList();
        return new PerformancePage(
                Summary.of(conditions, contests),
                peak > 0 ? Positions.of(peak / top) : "",
                peak > 0 ? "measured FMA peak, " + Figures.figure(peak) + " GFLOP/s" : "",
                timed.stream().map(c -> byLayer.get(c.layer()).getFirst()).toList(),
                timed.stream().collect(Collectors.toMap(Contest::layer, PerformancePage::margin)),
                HeatMap.of(figures),
                figures.isEmpty() ? null : roofline(conditions, timed, byLayer),
                Distance.all(conditions, contests, beside.phases()),
                ScatterGather.all(contests),
                contests.stream()
                        .filter(Contest::concerned)
                        .map(c -> LayerSection.of(conditions, c, byLayer.get(c.layer()), top))
                        .toList(),
                figures,
                Downloads.of("figures", FigureRow.class, figures),
                contests.stream()
                        .filter(contest -> !contest.concerned())
                        .map(Contest::layer)
                        .collect(Collectors.joining(", ")),
                PlanRow.all(plan, figures),
                PlanRow.downloads(plan, figures),
                beside.savings().map(SavingRow::all).orElse(List.of()),
                beside.savings().map(Savings::conditions).orElse(Map.of()),
                beside.peers().map(PeerSection::of).orElse(null));
    }

    /** How many times as long the runner-up takes. */
    static String margin(Contest contest) {
        return contest.tied().isEmpty()
                ? contest.margin().map(m -> Figures.figure(m) + " ×").orElse("alone")
                : "tie";
    }

    /** The winners, layers of one shape as one dot. */
    private static Roofline roofline(
            Conditions conditions, List<Contest> timed, Map<String, List<FigureRow>> byLayer) {
        Map<String, Roofline.Dot> dots = new LinkedHashMap<>();
        for (Contest contest : timed) {
            FigureRow winner = byLayer.get(contest.layer()).getFirst();
            String label =
                    contest.sameShape().isEmpty()
                            ? contest.layer()
                            : contest.layer()
                                    + " ("
                                    + (contest.sameShape().size() + 1)
                                    + " layers)";
            dots.putIfAbsent(winner.shape(), new Roofline.Dot(label, winner));
        }
        return Roofline.of(
                "roofline",
                conditions.roof(),
                List.copyOf(dots.values()),
                ROOFLINE_WIDTH,
                ROOFLINE_HEIGHT);
    }

    /** The numbers of the table of winners. */
    public Downloads winnersDownloads() {
        return Downloads.of("winners", FigureRow.class, winners);
    }
}
