package fcn.reports.performance;

import fcn.kernels.plan.Plan;
import fcn.reports.page.Downloads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the plan chose for a layer, and what another choice would cost.
 *
 * @param ms of the choice; {@code –} where it was not timed
 * @param beyondFastest what it takes more than the fastest kernel on the layer alone
 * @param regret what the best other kernel would cost more, with its name
 */
public record PlanRow(
        String layer,
        String kernel,
        String ms,
        String beyondFastest,
        String regret,
        String workspace,
        String reason) {

    /** A choice in numbers; what was not timed is null. */
    record Choice(
            String layer,
            String kernel,
            Double ms,
            Double beyond_fastest_ms,
            String next_best,
            Double next_best_more_ms,
            Long workspace_bytes,
            String reason) {
        static Choice of(String layer, Plan.Choice choice, List<FigureRow> timed) {
            Optional<FigureRow> chosen = chosen(timed);
            Optional<FigureRow> other = chosen.flatMap(row -> other(timed));
            return new Choice(
                    layer,
                    choice.kernel().name(),
                    chosen.map(FigureRow::ms).orElse(null),
                    chosen.map(row -> row.ms() - timed.getFirst().ms()).orElse(null),
                    other.map(FigureRow::kernel).orElse(null),
                    other.map(row -> row.ms() - chosen.orElseThrow().ms()).orElse(null),
                    chosen.map(FigureRow::workspace_bytes).orElse(null),
                    choice.reason());
        }
    }

    /** The numbers behind the table. */
    static Downloads downloads(Plan plan, List<FigureRow> figures) {
        List<Choice> choices = new ArrayList<>();
        plan.choices()
                .forEach(
                        (layer, choice) ->
                                choices.add(Choice.of(layer, choice, timed(layer, figures))));
        return Downloads.of("plan", Choice.class, choices);
    }

    private static List<FigureRow> timed(String layer, List<FigureRow> figures) {
        return figures.stream().filter(r -> r.layer().equals(layer)).toList();
    }

    private static Optional<FigureRow> chosen(List<FigureRow> timed) {
        return timed.stream().filter(FigureRow::planned).findFirst();
    }

    private static Optional<FigureRow> other(List<FigureRow> timed) {
        return timed.stream()
                .filter(r -> !r.planned())
                .min(Comparator.comparingDouble(FigureRow::ms));
    }

    /** The plan, layer by layer. */
    static List<PlanRow> all(Plan plan, List<FigureRow> figures) {
        List<PlanRow> rows = new ArrayList<>();
        plan.choices()
                .forEach((layer, choice) -> rows.add(row(layer, choice, timed(layer, figures))));
        return rows;
    }

    private static PlanRow row(String layer, Plan.Choice choice, List<FigureRow> timed) {
        Optional<FigureRow> chosen = chosen(timed);
        Optional<FigureRow> other = other(timed);
        return new PlanRow(
                layer,
                choice.kernel().name(),
                chosen.map(r -> Figures.figure(r.ms())).orElse("–"),
                chosen.map(r -> Figures.figure(r.ms() - timed.getFirst().ms())).orElse("–"),
                chosen.isEmpty() || other.isEmpty()
                        ? "–"
                        : signed(other.get().ms() - chosen.get().ms()) + " " + other.get().kernel(),
                chosen.map(r -> r.workspace()).orElse("–"),
                choice.reason());
    }

    private static String signed(double ms) {
        return (ms < 0 ? "−" : "+") + Figures.figure(Math.abs(ms)) + " ms";
    }
}
