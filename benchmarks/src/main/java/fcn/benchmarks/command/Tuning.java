package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.progress.Progress;
import fcn.benchmarks.tuning.CostCache;
import fcn.benchmarks.tuning.Measured;
import fcn.benchmarks.tuning.QuickMeasurement;
import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.plan.Costs;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Ranking;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.session.Forecast;
import fcn.reference.network.Network;
import fcn.reports.plan.Origin;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The search for a network's plan, by what its steps take here: from results.json, kept from an
 * earlier run, or measured now.
 */
final class Tuning {
    private final CommonOptions common;
    private final Network network;
    private final int threads;
    private final CostCache cache;
    private final Map<String, Measured> known = new HashMap<>();
    private boolean writable = true;

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
        Set<String> settled = new HashSet<>(results.keySet());
        Set<Step> missing = new QuickMeasurement.Wanted(network).without(settled, known.keySet());
        if (missing.isEmpty()) {
            return;
        }
        try (Progress progress = new Progress("measuring", common.quiet, common.errors())) {
            new QuickMeasurement(threads, progress).measure(missing, this::keep);
        }
    }

    /** At each shape, so that a run that is broken off loses little. */
    private void keep(Map<String, Measured> measured) {
        known.putAll(measured);
        try {
            cache.write(known);
        } catch (IOException e) {
            if (writable) {
                common.warn(
                        cache.file() + ": cannot be written (" + e + "); measured again next time");
            }
            writable = false;
        }
    }

    /** Takes kernels' times from a file as bench writes it; they go before what is measured. */
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

    /** The search under what is known. */
    PlanSearch search() {
        Map<String, Time> times = new HashMap<>();
        known.forEach((step, m) -> times.put(step, new Time(m.milliseconds(), m.low(), m.high())));
        Costs costs =
                step ->
                        step instanceof Step.Convolve convolve
                                        && results.containsKey(convolve.shape().toString())
                                ? Optional.ofNullable(
                                        results.get(convolve.shape().toString())
                                                .get(convolve.kernel().name()))
                                : Optional.ofNullable(times.get(step.toString()));
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
                plan -> Forecast.activationBytes(network, plan, Set.of()));
    }

    /** The fastest kernel measured for each layer by itself, its ReLU with it but no pooling. */
    Plan fastest() {
        Plan ranked = Ranking.plan(network);
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        for (LayerCase.Kind layer : LayerCase.of(network)) {
            Optional<Kernel> best =
                    Catalogue.of(layer.shape().transposed()).stream()
                            .filter(kernel -> milliseconds(layer, kernel) < Double.MAX_VALUE)
                            .min(Comparator.comparingDouble(k -> milliseconds(layer, k)));
            choices.put(
                    layer.name(),
                    best.map(kernel -> new Plan.Choice(kernel, "the fastest by itself"))
                            .orElseGet(() -> ranked.choices().get(layer.name())));
        }
        return new Plan(network.name(), Convolutional.size(network), choices);
    }

    /** As measured with this epilogue, else with another of the network. */
    private double milliseconds(LayerCase.Kind layer, Kernel kernel) {
        Measured own =
                known.get(new Step.Convolve(layer.shape(), kernel, layer.epilogue()).toString());
        if (own != null) {
            return own.milliseconds();
        }
        return Stream.of(Epilogue.values())
                .map(e -> known.get(new Step.Convolve(layer.shape(), kernel, e).toString()))
                .filter(Objects::nonNull)
                .mapToDouble(Measured::milliseconds)
                .min()
                .orElse(Double.MAX_VALUE);
    }
}
