package fcn.benchmarks.command;

import fcn.kernels.Kernel;
import fcn.kernels.plan.Alternatives;
import fcn.kernels.plan.Appraisal;
import fcn.kernels.plan.Costs;
import fcn.kernels.plan.Limits;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.kernels.session.Forecast;
import fcn.reference.network.Network;
import fcn.reports.performance.Figures;
import fcn.reports.plan.PlanPage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What there is to say of a plan: for a terminal, for a page, for a program. */
final class PlanSummary {
    private static final int DRAWS = 200;
    private static final int LIMITED_DRAWS = 20;
    private static final long SEED = 1;

    /** A point of a front has at most this share of the one before it. */
    private static final double STEP = 0.03;

    private static final int MOST_POINTS = 16;

    private final Network network;
    private final PlanSearch search;
    private final Alternatives alternatives;
    private final Limits limits;
    private final PlanSearch.Found found;
    private final Tuning tuning;
    private final int threads;
    private final List<Appraisal.Verdict> verdicts;
    private final Plan plan;
    private final Map<String, Double> copies = new LinkedHashMap<>();
    private final Appraisal.Confidence confidence;
    private final List<PlanSearch.Found> byMemory;
    private final List<PlanSearch.Found> byError;
    private final int draws;
    private int copyCount;

    PlanSummary(
            Network network,
            PlanSearch search,
            Limits limits,
            PlanSearch.Found found,
            Tuning tuning,
            int threads) {
        this.network = network;
        this.search = search;
        this.limits = limits;
        this.found = found;
        this.tuning = tuning;
        this.threads = threads;
        alternatives = new Alternatives(search.model());
        Appraisal appraisal = new Appraisal(search, found, limits);
        verdicts = appraisal.verdicts();
        plan = appraisal.plan(verdicts);
        Costs costs = search.costs();
        for (Forecast.Run run : Forecast.steps(network, plan)) {
            if (run.step() instanceof Step.Convert || run.step() instanceof Step.Frame) {
                double paid = costs.of(run.step()).orElse(Time.NONE).milliseconds();
                copies.merge(run.layer(), paid, Double::sum);
                copyCount++;
            }
        }
        draws = limits.equals(Limits.NONE) ? DRAWS : LIMITED_DRAWS;
        confidence = appraisal.confidence(draws, SEED);
        byMemory = search.front(false, STEP, MOST_POINTS);
        byError = search.front(true, STEP, MOST_POINTS);
    }

    Plan plan() {
        return plan;
    }

    static String error(double bound) {
        return String.format(Locale.ROOT, "%.2g", bound);
    }

    private static String megabytes(long bytes) {
        return Units.decimals(bytes / 1e6, bytes < 10_000_000 ? 1 : 0);
    }

    String text() {
        Table times = new Table("layer", "kernel", ">ms", "runner-up", ">regret ms", ">copy ms");
        Table memory = new Table("layer", ">weights MB", ">workspace MB", ">error bound");
        for (Appraisal.Verdict verdict : verdicts) {
            Kernel next = verdict.runnerUp();
            Double paid = copies.get(verdict.layer());
            times.row(
                    verdict.layer(),
                    verdict.kernel().name(),
                    Figures.figure(verdict.milliseconds()),
                    next == null ? "" : next.name(),
                    next == null ? "" : Figures.figure(verdict.regret()),
                    paid == null ? "" : Figures.figure(paid));
            memory.row(
                    verdict.layer(),
                    megabytes(verdict.prepared()),
                    megabytes(verdict.workspace()),
                    error(verdict.error()));
        }
        String line = System.lineSeparator();
        StringBuilder text = new StringBuilder(times.aligned()).append(line);
        text.append(memory.aligned()).append(line);
        remarks().forEach(r -> text.append(Table.wrapped(r)).append(line));
        text.append(line).append(front(byMemory, "memory"));
        text.append(line).append(front(byError, "error"));
        return text.toString();
    }

    private List<String> remarks() {
        return new PlanRemarks(
                        search, alternatives, limits, found, tuning, verdicts, confidence, draws)
                .all(copyCount, copies.values().stream().mapToDouble(c -> c).sum(), byMemory);
    }

    private String front(List<PlanSearch.Found> points, String by) {
        Table table = new Table(">ms", ">memory MB", ">error bound", "best by " + by);
        for (PlanSearch.Found point : points) {
            table.row(
                    Figures.figure(point.milliseconds()),
                    megabytes(point.memory().total()),
                    error(point.error()),
                    Figures.decimals(point.milliseconds() / points.getFirst().milliseconds(), 2)
                            + " × the fastest");
        }
        return table.aligned();
    }

    PlanPage page() {
        List<PlanPage.Layer> layers = new ArrayList<>();
        for (Appraisal.Verdict verdict : verdicts) {
            layers.add(
                    new PlanPage.Layer(
                            verdict.layer(),
                            verdict.kernel().name(),
                            verdict.milliseconds(),
                            verdict.runnerUp() == null ? "" : verdict.runnerUp().name(),
                            verdict.runnerUp() == null ? 0 : verdict.regret(),
                            copies.getOrDefault(verdict.layer(), 0.0),
                            verdict.prepared() / 1e6,
                            verdict.workspace() / 1e6));
        }
        return new PlanPage(
                network.name(),
                plan.size(),
                threads,
                remarks(),
                layers,
                new PlanPage.Front(
                        "Time against memory",
                        "MB",
                        points(byMemory, f -> f.memory().total() / 1e6),
                        found.memory().total() / 1e6,
                        found.milliseconds()),
                new PlanPage.Front(
                        "Time against error",
                        "error bound, millionths",
                        points(byError, f -> f.error() * 1e6),
                        found.error() * 1e6,
                        found.milliseconds()));
    }

    private static List<PlanPage.Point> points(
            List<PlanSearch.Found> front, ToDoubleFunction<PlanSearch.Found> taken) {
        return front.stream()
                .map(f -> new PlanPage.Point(taken.applyAsDouble(f), f.milliseconds()))
                .toList();
    }

    Map<String, Object> json() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", plan.network());
        result.put("size", plan.size());
        result.put("threads", threads);
        result.put("ms", found.milliseconds());
        result.put("bound_ms", found.solution().bound());
        result.put("method", found.solution().method().name().toLowerCase(Locale.ROOT));
        result.put("probability", confidence.probability());
        result.put("expected_loss", confidence.loss());
        result.put(
                "memory_limit", limits.bytes() < Double.POSITIVE_INFINITY ? limits.bytes() : null);
        result.put(
                "error_limit", limits.error() < Double.POSITIVE_INFINITY ? limits.error() : null);
        result.put("greedy_ms", search.model().milliseconds(alternatives.greedy()));
        result.put("memory", found.memory());
        result.put("error", found.error());
        result.put("layers", page().layers());
        result.put("memory_front", page().memory().points());
        result.put("error_front", page().error().points());
        return result;
    }
}
