package fcn.reports.performance;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernels that competed on one layer, fastest first.
 *
 * @param layer its name
 * @param sameShape the other layers of the same shape, which share the measurement
 * @param leftOut kernels that were not timed, with the reason
 */
public record Contest(
        String layer,
        ConvolutionShape shape,
        List<String> sameShape,
        List<Result> ranked,
        List<Conditions.LeftOut> leftOut) {
    public Contest {
        sameShape = List.copyOf(sameShape);
        ranked = List.copyOf(ranked);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One contest for each convolution and transposed convolution of the network. A result counts
     * for every layer of its shape; of several for one kernel the last counts.
     */
    public static List<Contest> all(
            Network network, List<Result> results, List<Conditions.LeftOut> leftOut) {
        Map<String, ConvolutionShape> layers = Convolutional.layers(network);
        List<Contest> contests = new ArrayList<>();
        layers.forEach(
                (layer, shape) -> {
                    List<String> same =
                            layers.keySet().stream()
                                    .filter(other -> layers.get(other).equals(shape))
                                    .toList();
                    Map<String, Result> byKernel = new LinkedHashMap<>();
                    for (Result result : results) {
                        if (result.shape().equals(shape)) {
                            byKernel.put(result.kernel().name(), result);
                        }
                    }
                    contests.add(
                            new Contest(
                                    layer,
                                    shape,
                                    same.stream().filter(other -> !other.equals(layer)).toList(),
                                    byKernel.values().stream()
                                            .sorted(
                                                    Comparator.comparingDouble(
                                                            Result::milliseconds))
                                            .toList(),
                                    leftOut.stream()
                                            .filter(left -> same.contains(left.layer()))
                                            .toList()));
                });
        return contests;
    }

    /** The fastest, if any was timed. */
    public Optional<Result> winner() {
        return ranked.stream().findFirst();
    }

    /** Those whose interval meets the fastest one's: with any, there is no winner but a tie. */
    public List<Result> tied() {
        return ranked.stream()
                .skip(1)
                .filter(result -> result.low() <= ranked.getFirst().high())
                .toList();
    }

    /** A ranked result's place in words: {@code winner}, {@code tie} or {@code other}. */
    public String standing(Result result) {
        boolean first = result.equals(ranked.getFirst());
        if (tied().contains(result) || (first && !tied().isEmpty())) {
            return "tie";
        }
        return first ? "winner" : "other";
    }

    /** Whether there is anything to show: a time, or why there is none. */
    public boolean concerned() {
        return !ranked.isEmpty() || !leftOut.isEmpty();
    }

    /** In words: who won by how much, or who tied. */
    public String verdict() {
        if (ranked.isEmpty()) {
            return "No kernel was timed.";
        }
        String winner = ranked.getFirst().kernel().name();
        List<String> ties = tied().stream().map(result -> result.kernel().name()).toList();
        if (!ties.isEmpty()) {
            return "Tie: the intervals of "
                    + winner
                    + " and "
                    + String.join(", ", ties)
                    + " overlap.";
        }
        return margin().map(
                        margin ->
                                "%s wins, %s times as fast as %s."
                                        .formatted(
                                                winner,
                                                Figures.figure(margin),
                                                ranked.get(1).kernel().name()))
                .orElse(winner + " was the only kernel timed.");
    }

    /** How many times as long the runner-up takes; empty where only one was timed. */
    public Optional<Double> margin() {
        return ranked.size() < 2
                ? Optional.empty()
                : Optional.of(ranked.get(1).milliseconds() / ranked.get(0).milliseconds());
    }
}
