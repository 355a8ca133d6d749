package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.progress.Progress;
import fcn.benchmarks.tuning.CostCache;
import fcn.benchmarks.tuning.QuickMeasurement;
import fcn.kernels.plan.Costs;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.session.Forecast;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reports.plan.Origin;
import fcn.reports.results.Conditions;
import fcn.reports.results.Result;
import fcn.reports.results.Results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a network's steps take here: from the cache, measured now, or from results.json. */
final class Tuning {
    private final CommonOptions common;
    private final Network network;
    private final CostCache cache;

    Tuning(CommonOptions common, Network network) {
        this.common = common;
        this.network = network;
        cache = new CostCache(network, common.threads());
    }

    /** Where a plan that is made now is the best. */
    static Origin origin(int threads) {
        Machine here = Machine.current();
        return new Origin(here.cpu(), here.jdk(), here.vectorBits(), threads);
    }

    static PlanSearch search(Network network, Costs costs, int threads) {
        return new PlanSearch(
                network,
                costs,
                threads,
                plan -> Forecast.memory(network, plan, Set.of(), threads));
    }

    /** What an earlier run measured. */
    Optional<Costs> kept() {
        return cache.read(common::warn).map(Tuning::costs);
    }

    /** What an earlier run measured, or this one does, and keeps. */
    Costs keptOrMeasured() {
        return kept().orElseGet(this::measured);
    }

    private Costs measured() {
        Map<String, Time> steps;
        try (Progress progress = new Progress("measuring", common.quiet, common.errors())) {
            steps = new QuickMeasurement(common.threads(), progress).of(network);
        }
        try {
            cache.write(steps);
        } catch (IOException e) {
            common.warn(cache.file() + ": cannot be written (" + e + "); measured again next time");
        }
        return costs(steps);
    }

    private static Costs costs(Map<String, Time> steps) {
        return step -> Optional.ofNullable(steps.get(step.toString()));
    }

    /** The file that holds what is kept. */
    Path file() {
        return cache.file();
    }

    /**
     * Kernels' times from a file as bench writes it, a kernel's on a layer whatever it does after the
     * convolution. Says so where they are another machine's.
     */
    Costs results(Path file) {
        List<Result> results = Results.read(file);
        Path beside = Conditions.beside(file);
        if (Files.exists(beside)) {
            foreign(Conditions.read(beside)).ifPresent(what -> common.warn(file + ": " + what));
        }
        Map<ConvolutionShape, Map<String, Time>> times = new HashMap<>();
        for (Result result : results) {
            times.computeIfAbsent(result.shape(), shape -> new HashMap<>())
                    .put(
                            result.kernel().name(),
                            new Time(result.milliseconds(), result.low(), result.high()));
        }
        return step ->
                step instanceof Step.Convolve convolve
                        ? Optional.ofNullable(
                                times.getOrDefault(convolve.shape(), Map.of())
                                        .get(convolve.kernel().name()))
                        : Optional.empty();
    }

    /** What sets the conditions of results apart from this run's, if anything does. */
    Optional<String> foreign(Conditions made) {
        Origin here = origin(common.threads());
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
}
