package fcn.kernels.plan;

import fcn.kernels.Kernel;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * The cheapest plan of a network, how good it is, and what would cost more. Exact by {@link
 * Elimination} where the graph's width allows it, else by {@link PbqpReduction}; with limits by
 * branch and bound.
 */
public final class PlanSearch {
    private static final long LARGEST_TABLE = Elimination.LARGEST_TABLE;
    private static final double ROUNDING = 1e-9;

    /**
     * Partial plans to look at within limits, for the plan itself and for what it is held against.
     */
    private static final int THOROUGH = 100_000;

    private static final int BRIEF = 2_000;

    private final Network network;
    private final Costs costs;
    private final CostModel model;
    private final Footprints footprints;
    private final ToLongFunction<Plan> activations;
    private Demands demands;

    /**
     * A search under some costs.
     *
     * @param activations bytes that the values between the layers take under a plan
     * @throws BadInputException when no kernel does a layer
     */
    public PlanSearch(
            Network network, Costs costs, Footprints footprints, ToLongFunction<Plan> activations) {
        this.network = network;
        this.costs = costs;
        this.footprints = footprints;
        this.activations = activations;
        model = new CostModel(network, costs);
    }

    /**
     * A plan.
     *
     * @param solution its choice of kernels, milliseconds its cost
     * @param error the sum of its kernels' error bounds
     */
    public record Found(Solution solution, Memory memory, double error) {
        public double milliseconds() {
            return solution.cost();
        }

        int[] choice() {
            return solution.choice();
        }
    }

    public Costs costs() {
        return costs;
    }

    public CostModel model() {
        return model;
    }

    /** The cheapest plan within limits; empty where there is none. */
    public Optional<Found> best(Limits limits) {
        return solve(model.graph(), limits, THOROUGH).map(this::found);
    }

    private Found found(Solution solution) {
        return new Found(
                solution,
                memory(solution.choice()),
                Demands.sum(demands().error(), solution.choice()));
    }

    private Memory memory(int[] choice) {
        long workspace = 0;
        for (int node : model.nodes().values()) {
            double own = demands().workspace()[node][choice[node]];
            workspace = Math.max(workspace, (long) own);
        }
        return new Memory(
                (long) Demands.sum(demands().prepared(), choice), activations(choice), workspace);
    }

    private long activations(int[] choice) {
        return activations.applyAsLong(model.plan(choice, Map.of()));
    }

    private Demands demands() {
        if (demands == null) {
            demands = Demands.of(model, footprints, this::activations);
        }
        return demands;
    }

    private Optional<Solution> solve(CostGraph graph, Limits limits, int mostVisits) {
        Optional<Elimination> elimination = Elimination.of(graph, LARGEST_TABLE);
        if (elimination.isEmpty()) {
            return reduce(graph, limits);
        }
        if (limits.equals(Limits.NONE)) {
            double least = elimination.get().least();
            return least == Double.POSITIVE_INFINITY
                    ? Optional.empty()
                    : Optional.of(
                            new Solution(
                                    elimination.get().choice(),
                                    least,
                                    least,
                                    Solution.Method.EXACT));
        }
        return LimitedSearch.search(
                graph,
                elimination.get(),
                demands(),
                choice -> (double) memory(choice).total(),
                limits,
                mostVisits);
    }

    /** At rising prices of memory and error, until the limits hold. */
    private Optional<Solution> reduce(CostGraph graph, Limits limits) {
        double price = 0;
        for (int i = 0; i < 60; i++) {
            CostGraph priced =
                    price == 0
                            ? graph
                            : graph.plus(price / 1e6, demands().prepared())
                                    .plus(price * 1e6, demands().error());
            PbqpReduction reduction = PbqpReduction.of(priced);
            int[] choice = reduction.choice();
            boolean within =
                    limits.equals(Limits.NONE)
                            || limits.hold(
                                    (double) memory(choice).total(),
                                    Demands.sum(demands().error(), choice));
            if (within && graph.cost(choice) < Double.POSITIVE_INFINITY) {
                boolean exact = i == 0 && reduction.guesses() == 0;
                return Optional.of(
                        new Solution(
                                choice,
                                graph.cost(choice),
                                exact ? graph.cost(choice) : graph.floor(),
                                exact ? Solution.Method.REDUCED : Solution.Method.GUESSED));
            }
            price = price == 0 ? 1e-9 : 2 * price;
        }
        return Optional.empty();
    }

    /** Evidence for a plan without limits; empty where the graph is too wide. */
    public Optional<Certificate> certificate() {
        return Elimination.of(model.graph(), LARGEST_TABLE).map(Elimination::certificate);
    }

    /**
     * A layer under a plan.
     *
     * @param milliseconds its kernel's, and of the pooling that follows where that is not taken up
     * @param runnerUp the kernel of the best plan with another one here; null where there is none
     * @param regret how much more that plan costs as a whole
     * @param prepared bytes of its weights
     * @param workspace bytes of scratch memory that its kernel takes
     * @param error its kernel's error bound
     */
    public record Verdict(
            String layer,
            Kernel kernel,
            double milliseconds,
            Kernel runnerUp,
            double regret,
            long prepared,
            long workspace,
            double error) {}

    /** What stands behind each choice of a plan that is the best within limits. */
    public List<Verdict> verdicts(Found found, Limits limits) {
        List<Verdict> verdicts = new ArrayList<>();
        model.nodes()
                .forEach(
                        (layer, node) -> {
                            int chosen = found.choice()[node];
                            Map<Kernel, Double> others = new HashMap<>();
                            for (int i = 0; i < model.graph().states(node); i++) {
                                if (i != chosen) {
                                    Kernel other = model.candidates(layer).get(i).kernel();
                                    solve(model.graph().fixed(node, i), limits, BRIEF)
                                            .ifPresent(s -> others.put(other, s.cost()));
                                }
                            }
                            Kernel next =
                                    others.keySet().stream()
                                            .min(Comparator.comparingDouble(others::get))
                                            .orElse(null);
                            Candidate own = model.candidates(layer).get(chosen);
                            verdicts.add(
                                    new Verdict(
                                            layer,
                                            own.kernel(),
                                            own.milliseconds(),
                                            next,
                                            next == null
                                                    ? Double.POSITIVE_INFINITY
                                                    : others.get(next) - found.milliseconds(),
                                            (long) demands().prepared()[node][chosen],
                                            (long) demands().workspace()[node][chosen],
                                            demands().error()[node][chosen]));
                        });
        return verdicts;
    }

    /**
     * How a plan fares where times are others than the figures say.
     *
     * @param probability the share of draws in which it is the cheapest
     * @param loss how much longer it takes than the cheapest on average, as a share
     */
    public record Confidence(double probability, double loss) {}

    /** Draws all figures from their intervals so many times, and searches anew. */
    public Confidence confidence(Found found, Limits limits, int draws, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int best = 0;
        double loss = 0;
        for (int i = 0; i < draws; i++) {
            CostGraph drawn = new CostModel(network, costs.drawn(random)).graph();
            double own = drawn.cost(found.choice());
            double least = solve(drawn, limits, BRIEF).map(Solution::cost).orElse(own);
            best += own <= least + ROUNDING ? 1 : 0;
            loss += least > 0 ? Math.max(0, own / least - 1) : 0;
        }
        return new Confidence((double) best / draws, loss / draws);
    }

    /**
     * Plans from the cheapest on, each the cheapest with at most {@code 1 - step} times the memory
     * of the one before it, or error where {@code byError}; the last takes the least.
     */
    public List<Found> front(boolean byError, double step, int most) {
        List<Found> front = new ArrayList<>();
        Optional<Found> next = best(Limits.NONE);
        while (next.isPresent() && front.size() < most) {
            Found point = next.get();
            // a search that was given up may have missed it before
            front.removeIf(earlier -> earlier.milliseconds() >= point.milliseconds());
            front.add(point);
            double taken = byError ? next.get().error() : next.get().memory.total();
            double less = taken * (1 - step);
            next =
                    best(
                            byError
                                    ? new Limits(Double.POSITIVE_INFINITY, less)
                                    : new Limits(less, Double.POSITIVE_INFINITY));
        }
        return front;
    }

    /** The plan of whoever takes the fastest kernel of each layer, copies or not. */
    public Plan greedy() {
        int[] choice = new int[model.graph().size()];
        model.nodes()
                .forEach(
                        (layer, node) -> {
                            List<Candidate> own = model.candidates(layer);
                            for (int i = 1; i < own.size(); i++) {
                                boolean faster =
                                        own.get(i).milliseconds()
                                                < own.get(choice[node]).milliseconds();
                                choice[node] = faster ? i : choice[node];
                            }
                        });
        return model.plan(choice, Map.of());
    }

    /** Whether a kernel may run any layer. */
    public boolean knows(Kernel kernel) {
        return model.nodes().keySet().stream()
                .flatMap(layer -> model.candidates(layer).stream())
                .anyMatch(candidate -> candidate.kernel().equals(kernel));
    }

    /** The greedy plan, but one kernel wherever it has a time. */
    public Plan everywhere(Kernel kernel) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(greedy().choices());
        model.nodes()
                .keySet()
                .forEach(
                        layer ->
                                model.candidates(layer).stream()
                                        .filter(c -> c.kernel().equals(kernel))
                                        .forEach(
                                                c ->
                                                        choices.put(
                                                                layer,
                                                                new Plan.Choice(kernel, ""))));
        return new Plan(network.name(), Ranking.size(network), choices);
    }

    /** The plan itself, with a reason for each choice. */
    public Plan plan(Found found, List<Verdict> verdicts) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            String time = String.format(Locale.ROOT, "%.4g ms", verdict.milliseconds);
            reasons.put(
                    verdict.layer,
                    verdict.runnerUp == null
                            ? time + ", the only kernel with a time"
                            : String.format(
                                    Locale.ROOT,
                                    "%s; a plan with %s takes %.3g ms more",
                                    time,
                                    verdict.runnerUp.name(),
                                    verdict.regret));
        }
        return model.plan(found.choice(), reasons);
    }
}
