package fcn.reports.performance;

import fcn.kernels.plan.Plan;

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

    /** The plan, layer by layer. */
    static List<PlanRow> all(Plan plan, List<FigureRow> figures) {
        List<PlanRow> rows = new ArrayList<>();
        plan.choices()
                .forEach(
                        (layer, choice) -> {
                            List<FigureRow> timed =
                                    figures.stream().filter(r -> r.layer().equals(layer)).toList();
                            rows.add(row(layer, choice, timed));
                        });
        return rows;
    }

    private static PlanRow row(String layer, Plan.Choice choice, List<FigureRow> timed) {
        Optional<FigureRow> chosen = timed.stream().filter(FigureRow::planned).findFirst();
        Optional<FigureRow> other =
                timed.stream()
                        .filter(r -> !r.planned())
                        .min(Comparator.comparingDouble(FigureRow::ms));
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
