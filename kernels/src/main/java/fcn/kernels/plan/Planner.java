package fcn.kernels.plan;

import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fastest measured kernel for each layer; the ranking's where a layer was not measured. */
public final class Planner {
    private Planner() {}

    /**
     * Plans a network. Measurements of layers that it does not have, or of kernels that do not do
     * the layer, are passed over.
     *
     * @throws BadInputException when no kernel does a layer
     */
    public static Plan plan(Network network, List<Measurement> measured) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        Ranking.convolutions(network)
                .forEach((layer, shape) -> choices.put(layer, choice(layer, shape, measured)));
        return new Plan(network.name(), Ranking.size(network), choices);
    }

    private static Plan.Choice choice(
            String layer, ConvolutionShape shape, List<Measurement> measured) {
        List<Measurement> ranked =
                measured.stream()
                        .filter(m -> m.layer().equals(layer) && Ranking.does(m.kernel(), shape))
                        .sorted(Comparator.comparingDouble(Measurement::milliseconds))
                        .toList();
        return ranked.isEmpty()
                ? new Plan.Choice(
                        Ranking.best(layer, shape), "built-in ranking; the layer was not measured")
                : new Plan.Choice(ranked.getFirst().kernel(), reason(ranked));
    }

    /** The margin over the next kernel, or those whose intervals the winner's meets. */
    private static String reason(List<Measurement> ranked) {
        Measurement winner = ranked.getFirst();
        String time = milliseconds(winner);
        List<Measurement> others =
                ranked.stream().filter(m -> !m.kernel().equals(winner.kernel())).toList();
        if (others.isEmpty()) {
            return time + ", the only kernel measured";
        }
        List<String> tied =
                others.stream()
                        .filter(m -> m.low() <= winner.high())
                        .map(m -> m.kernel().name() + " (" + milliseconds(m) + ")")
                        .toList();
        if (!tied.isEmpty()) {
            return time + ", a tie with " + String.join(", ", tied) + ": the intervals overlap";
        }
        Measurement next = others.getFirst();
        return String.format(
                Locale.ROOT,
                "%s, %.2f times as fast as %s (%s)",
                time,
                next.milliseconds() / winner.milliseconds(),
                next.kernel().name(),
                milliseconds(next));
    }

    private static String milliseconds(Measurement measurement) {
        return String.format(Locale.ROOT, "%.4g ms", measurement.milliseconds());
    }
}
