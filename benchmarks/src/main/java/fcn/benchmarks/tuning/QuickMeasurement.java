package fcn.benchmarks.tuning;

import fcn.benchmarks.progress.Progress;
import fcn.kernels.Kernel;
import fcn.kernels.plan.CostModel;
import fcn.kernels.plan.Costs;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan of a network may cost, measured in this process: kernels are tried on slices of the
 * layers first ({@link Screening}), then those that may win in whole runs of the network ({@link
 * Trials}), the closest longest; copies that no trial had to make, by themselves.
 */
public final class QuickMeasurement {
    /** What whole runs took under the plan that was the best by these figures, just after. */
    public static final String NETWORK = "the network as planned";

    /** Plans to run, about. */
    private static final int TRIALS = 2 * Screening.MOST;

    private static final int RUNS = 3;

    /** More runs for what is within this factor of the fastest. */
    private static final double CLOSE = 1.15;

    private static final int MORE_RUNS = 6;
    private static final double OTHER_SECONDS = 0.04;

    private final Network network;
    private final int threads;
    private final Progress progress;
    private final CostModel all;
    private final Set<Step> steps = new LinkedHashSet<>();

    /** Times steps on a team of that many threads. */
    public QuickMeasurement(Network network, int threads, Progress progress) {
        this.network = network;
        this.threads = threads;
        this.progress = progress;
        all =
                new CostModel(
                        network,
                        step -> {
                            steps.add(step);
                            return Optional.of(Time.NONE);
                        });
    }

    /**
     * Layers of which no kernel's time is known, and steps besides that are not.
     *
     * @param shapes texts of convolutions of which enough is known
     * @param known texts of steps; one kernel on a shape stands for all
     */
    public Missing missing(Set<String> shapes, Set<String> known) {
        Set<String> layers = new LinkedHashSet<>();
        for (String layer : all.nodes().keySet()) {
            boolean found =
                    all.convolutions(layer).stream()
                            .anyMatch(
                                    step ->
                                            known.contains(step.toString())
                                                    || shapes.contains(step.shape().toString()));
            if (!found) {
                layers.add(layer);
            }
        }
        Set<Step> others =
                steps.stream()
                        .filter(step -> !(step instanceof Step.Convolve))
                        .filter(step -> !known.contains(step.toString()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Missing(layers, others);
    }

    /** What is to be measured. */
    public record Missing(Set<String> layers, Set<Step> others) {
        public boolean isEmpty() {
            return layers.isEmpty() && others.isEmpty();
        }
    }

    /** Measures what is missing; gives what steps take, by their text, and {@link #NETWORK}. */
    public Map<String, Measured> measure(Missing missing) {
        Set<ConvolutionShape> shapes = new LinkedHashSet<>();
        if (!missing.layers().isEmpty()) {
            all.nodes().keySet().forEach(l -> shapes.add(all.convolutions(l).getFirst().shape()));
        }
        progress.begin(1 + (shapes.isEmpty() ? 0 : shapes.size() + TRIALS + 1));
        progress.step("copies and other layers");
        Map<String, Measured> measured = new LinkedHashMap<>();
        try (Team team = new Team(threads)) {
            Rehearsal rehearsal = new Rehearsal(team);
            for (Step step : missing.others()) {
                measured.put(step.toString(), rehearsal.measure(step, OTHER_SECONDS));
            }
        }
        if (!missing.layers().isEmpty()) {
            measured.putAll(convolutions(Map.copyOf(measured)));
        }
        return measured;
    }

    private Map<String, Measured> convolutions(Map<String, Measured> others) {
        Map<List<Step.Convolve>, List<Kernel>> screened = new HashMap<>();
        Map<String, List<Kernel>> contenders = new LinkedHashMap<>();
        Screening screening = new Screening(threads);
        for (String layer : all.nodes().keySet()) {
            List<Step.Convolve> contest = all.convolutions(layer);
            if (!screened.containsKey(contest)) {
                progress.step(contest.getFirst().shape().toString());
                screened.put(
                        contest,
                        screening.contenders(contest).stream().map(Step.Convolve::kernel).toList());
            }
            contenders.put(layer, screened.get(contest));
        }
        try (Trials network = new Trials(this.network, threads)) {
            runs(network, contenders, RUNS, "all that may win, in the network");
            runs(network, closest(contenders, network.measured()), MORE_RUNS, "the closest again");
            progress.step("the network as planned");
            double[] whole = network.run(cheapest(others, network.measured()), MORE_RUNS);
            Map<String, Measured> measured = network.measured();
            measured.put(NETWORK, Stopwatch.of(whole, new Footprints.Footprint(0, 0)));
            return measured;
        }
    }

    /** The best plan by what is known so far. */
    private Map<String, Kernel> cheapest(
            Map<String, Measured> others, Map<String, Measured> trials) {
        Map<String, Measured> known = new HashMap<>(others);
        known.putAll(trials);
        Costs costs = step -> Optional.ofNullable(known.get(step.toString())).map(Measured::time);
        PlanSearch search = new PlanSearch(network, costs, Footprints.stated(threads), plan -> 0);
        Map<String, Kernel> kernels = new LinkedHashMap<>();
        search.plan(search.frugal())
                .choices()
                .forEach((layer, choice) -> kernels.put(layer, choice.kernel()));
        return kernels;
    }

    /** As many plans as a layer has contenders, at most; a layer changes as seldom as it can. */
    private void runs(Trials trials, Map<String, List<Kernel>> contenders, int runs, String what) {
        int plans = contenders.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < plans; i++) {
            progress.step(what);
            int plan = i;
            Map<String, Kernel> kernels = new LinkedHashMap<>();
            contenders.forEach(
                    (layer, able) -> kernels.put(layer, able.get(plan * able.size() / plans)));
            trials.run(kernels, runs);
        }
    }

    /** Each layer's two fastest, the fastest first, or it alone where it is so by far. */
    private Map<String, List<Kernel>> closest(
            Map<String, List<Kernel>> contenders, Map<String, Measured> measured) {
        Map<String, List<Kernel>> closest = new LinkedHashMap<>();
        contenders.forEach(
                (layer, able) -> {
                    Map<Kernel, Double> times = new HashMap<>();
                    for (Step.Convolve step : all.convolutions(layer)) {
                        Measured found = measured.get(step.toString());
                        if (found != null) {
                            times.put(step.kernel(), found.milliseconds());
                        }
                    }
                    List<Kernel> ranked = new ArrayList<>(able);
                    ranked.sort(Comparator.comparingDouble(times::get));
                    double limit = CLOSE * times.get(ranked.getFirst());
                    boolean close = ranked.size() > 1 && times.get(ranked.get(1)) <= limit;
                    closest.put(layer, ranked.subList(0, close ? 2 : 1));
                });
        return closest;
    }
}
