package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.progress.Progress;
import fcn.benchmarks.tuning.CostCache;
import fcn.benchmarks.tuning.Measured;
import fcn.benchmarks.tuning.QuickMeasurement;
import fcn.kernels.Kernel;
import fcn.kernels.plan.CostModel;
import fcn.kernels.plan.Costs;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Ranking;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.session.Forecast;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reports.plan.Origin;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The search for a network's plan, by what its steps take here: from results.json, kept from an
 * earlier run, or measured now.
 */
final class Tuning {
    /** Kernels of a layer of which the fastest by itself is found again. */
    private static final int RANKS = 3;

    private static final double CLOSE = 2;

    private final CommonOptions common;
    private final Network network;
    private final int threads;
    private final CostCache cache;
    private final Map<String, Measured> known = new HashMap<>();

    /** The whole layer of each part that a session computes, by the part's text. */
    private final Map<String, ConvolutionShape> wholes = new HashMap<>();

    /** Kernels' times from results.json, by the text of their shape; then by the kernel's name. */
    private final Map<String, Map<String, Time>> results = new HashMap<>();

    Tuning(CommonOptions common, Network network) {
        this(common, network, common.threads());
    }

    /** On another number of threads than is asked for. */
    Tuning(CommonOptions common, Network network, int threads) {
        this.common = common;
        this.network = network;
        this.threads = threads;
        cache = new CostCache(network, threads);
        cache.read(common::warn).ifPresent(known::putAll);
        CostModel all = new CostModel(network, step -> Optional.of(Time.NONE));
        Ranking.convolutions(network)
                .forEach(
                        (layer, whole) ->
                                all.convolutions(layer)
                                        .forEach(c -> wholes.put(c.shape().toString(), whole)));
    }

    /** Parts of layers that results.json has times of. */
    private Set<String> covered() {
        return wholes.keySet().stream()
                .filter(part -> results.containsKey(wholes.get(part).toString()))
                .collect(Collectors.toSet());
    }

    /** Where a plan that is made now is the best. */
    static Origin origin(int threads) {
        Machine here = Machine.current();
        return new Origin(here.cpu(), here.jdk(), here.vectorBits(), threads);
    }

    /** Whether anything is known. */
    boolean knows() {
        return !known.isEmpty() || !results.isEmpty();
    }

    /** Where what is measured is kept. */
    Path file() {
        return cache.file();
    }

    /** Measures what is not known, and keeps it. */
    void measure() {
        try (Progress progress = new Progress("measuring", common.quiet, common.errors())) {
            QuickMeasurement measurement = new QuickMeasurement(network, threads, progress);
            QuickMeasurement.Missing missing = measurement.missing(covered(), known.keySet());
            if (!missing.isEmpty()) {
                keep(measurement.measure(missing));
            }
        }
    }

    private void keep(Map<String, Measured> measured) {
        known.putAll(measured);
        try {
            cache.write(known);
        } catch (IOException e) {
            common.warn(cache.file() + ": cannot be written (" + e + "); measured again next time");
        }
    }

    /**
     * Takes kernels' times from a file as bench writes it. They are of whole layers, and are scaled
     * to the part that a session computes; what was measured of the parts goes before them.
     */
    void take(Path file) {
        for (Result result : Results.read(file)) {
            results.computeIfAbsent(result.shape().toString(), shape -> new HashMap<>())
                    .put(
                            result.kernel().name(),
                            new Time(result.milliseconds(), result.low(), result.high()));
        }
        Path beside = Conditions.beside(file);
        if (Files.exists(beside)) {
            foreign(Conditions.read(beside)).ifPresent(what -> common.warn(file + ": " + what));
        }
    }

    /** What sets the conditions of results apart from this run's, if anything does. */
    Optional<String> foreign(Conditions made) {
        Origin here = origin(threads);
        String processor = made.machine().getOrDefault("processor", "");
        String jdk = made.machine().getOrDefault("JDK", "");
        String vectors = made.machine().getOrDefault("vectors", "");
        boolean same =
                processor.equals(here.processor())
                        && jdk.equals(here.jdk())
                        && vectors.equals(here.vectorBits() + " bits")
                        && made.threads() == here.threads();
        return same
                ? Optional.empty()
                : Optional.of(
                        "measured on %s, JDK %s, vectors of %s, %d threads, not here"
                                .formatted(processor, jdk, vectors, made.threads()));
    }

    /** What the network took as planned, when its steps were timed; empty for not known. */
    Optional<Time> network() {
        return Optional.ofNullable(known.get(QuickMeasurement.NETWORK)).map(Measured::time);
    }

    /** The search under what is known. */
    PlanSearch search() {
        Map<String, Time> times = new HashMap<>();
        known.forEach((step, m) -> times.put(step, m.time()));
        Costs own = step -> Optional.ofNullable(times.get(step.toString()));
        Costs costs =
                own.or(
                        step ->
                                step instanceof Step.Convolve convolve
                                        ? scaled(convolve)
                                        : Optional.empty());
        Footprints stated = Footprints.stated(threads);
        Footprints footprints =
                step -> {
                    Measured measured = known.get(step.toString());
                    return measured == null
                            ? stated.of(step)
                            : new Footprints.Footprint(measured.prepared(), measured.workspace());
                };
        return new PlanSearch(
                network,
                costs,
                footprints,
                plan ->
                        Forecast.workingBytes(
                                network, plan, Set.of(), common.savings(), footprints, threads));
    }

    private Optional<Time> scaled(Step.Convolve step) {
        ConvolutionShape whole = wholes.getOrDefault(step.shape().toString(), step.shape());
        Time time = results.getOrDefault(whole.toString(), Map.of()).get(step.kernel().name());
        double share = (double) step.shape().flops() / whole.flops();
        return Optional.ofNullable(time)
                .map(t -> new Time(share * t.milliseconds(), share * t.low(), share * t.high()));
    }

    /** What each layer takes under a plan by what is known, in milliseconds; empty for nothing. */
    Map<String, Double> foretold(Plan plan) {
        Map<String, Double> layers = new HashMap<>();
        if (knows()) {
            Costs costs = search().costs();
            for (Forecast.Run run : Forecast.steps(network, plan)) {
                Optional<Time> time = costs.of(run.step());
                if (time.isEmpty() && run.step() instanceof Step.Convolve) {
                    return Map.of();
                }
                layers.merge(run.layer(), time.orElse(Time.NONE).milliseconds(), Double::sum);
            }
        }
        return layers;
    }

    /**
     * The kernel that takes least for each layer by itself, whatever its neighbours need; then the
     * second and the third, where they take less than twice as long: the network's caches are not a
     * layer's.
     */
    List<Plan> fastest() {
        PlanSearch search = search();
        Plan ranked = Ranking.plan(network);
        List<Map<String, Plan.Choice>> choices = new ArrayList<>();
        for (int rank = 0; rank < RANKS; rank++) {
            choices.add(new LinkedHashMap<>());
        }
        for (String layer : ranked.choices().keySet()) {
            List<Kernel> close = close(search, layer);
            for (int rank = 0; rank < RANKS; rank++) {
                Plan.Choice choice =
                        close.isEmpty()
                                ? ranked.choices().get(layer)
                                : new Plan.Choice(
                                        close.get(rank < close.size() ? rank : 0), "by itself");
                choices.get(rank).put(layer, choice);
            }
        }
        String size = Convolutional.size(network);
        return choices.stream().map(ranks -> new Plan(network.name(), size, ranks)).toList();
    }

    /** A layer's kernels that are close to its fastest, this one first. */
    private static List<Kernel> close(PlanSearch search, String layer) {
        List<Step.Convolve> timed =
                search.model().convolutions(layer).stream()
                        .filter(step -> search.costs().of(step).isPresent())
                        .sorted(Comparator.comparingDouble(step -> milliseconds(search, step)))
                        .toList();
        return timed.stream()
                .filter(
                        step ->
                                milliseconds(search, step)
                                        <= CLOSE * milliseconds(search, timed.getFirst()))
                .map(Step.Convolve::kernel)
                .toList();
    }

    private static double milliseconds(PlanSearch search, Step.Convolve step) {
        return search.costs().of(step).orElseThrow().milliseconds();
    }
}
