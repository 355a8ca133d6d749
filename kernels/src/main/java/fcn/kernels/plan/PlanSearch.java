package fcn.kernels.plan;

import fcn.reference.BadInputException;
import fcn.reference.network.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The cheapest plan of a network, and what it takes besides time; {@link Appraisal} says how good
 * it is, {@link Alternatives} are what simpler minds would do. Exact by {@link Elimination} where
 * the graph's width allows it, else by {@link PbqpReduction}; with limits by branch and bound.
 */
public final class PlanSearch {
    private static final long LARGEST_TABLE = Elimination.LARGEST_TABLE;

    /**
     * Partial plans to look at within limits, for the plan itself and for what it is held against.
     */
    private static final int THOROUGH = 3_000_000;

    static final int BRIEF = 2_000;

    /**
     * How much longer than the cheapest plan one of less memory may take, as a share: no more than
     * what times err by.
     */
    public static final double SLACK = 0.02;

    private static final int HALVINGS = 16;

    private final Network network;
    private final Costs costs;
    private final CostModel model;
    private final Footprints footprints;
    private final ToLongFunction<Plan> working;
    private Demands demands;

    /**
     * A search under some costs.
     *
     * @param working bytes that the values between the layers and the kernels' scratch take under a
     *     plan
     * @throws BadInputException when no kernel does a layer
     */
    public PlanSearch(
            Network network, Costs costs, Footprints footprints, ToLongFunction<Plan> working) {
        this.network = network;
        this.costs = costs;
        this.footprints = footprints;
        this.working = working;
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

    Network network() {
        return network;
    }

    public CostModel model() {
        return model;
    }

    /** The plan itself, without reasons. */
    public Plan plan(Found found) {
        return model.plan(found.choice(), Map.of());
    }

    /** The cheapest plan within limits; empty where there is none. */
    public Optional<Found> best(Limits limits) {
        return solve(model.graph(), limits, THOROUGH).map(this::found);
    }

    /**
     * The plan to run: of those that take at most {@link #SLACK} more than the cheapest one of
     * little memory, found by raising the price of prepared weights. The cheapest itself where the
     * graph is too wide for an exact answer.
     *
     * @throws BadInputException when no plan is possible
     */
    public Found frugal() {
        Found fastest = best(Limits.NONE).orElseThrow(() -> new BadInputException("no plan"));
        if (fastest.solution().method() != Solution.Method.EXACT) {
            return fastest;
        }
        double most = fastest.milliseconds() * (1 + SLACK);
        Found frugal = fastest;
        double low = 0;
        double high = fastest.milliseconds() / Math.max(1, fastest.memory().prepared()) * 16;
        for (int i = 0; i < HALVINGS; i++) {
            double price = (low + high) / 2;
            CostGraph priced = model.graph().plus(price, demands().prepared());
            int[] choice = Elimination.of(priced, LARGEST_TABLE).orElseThrow().choice();
            boolean within = model.graph().cost(choice) <= most;
            if (within && memory(choice).total() < frugal.memory().total()) {
                double cost = model.graph().cost(choice);
                frugal =
                        found(
                                new Solution(
                                        choice,
                                        cost,
                                        fastest.milliseconds(),
                                        Solution.Method.FRUGAL));
            }
            low = within ? price : low;
            high = within ? high : price;
        }
        return frugal;
    }

    private Found found(Solution solution) {
        return new Found(
                solution,
                memory(solution.choice()),
                Demands.sum(demands().error(), solution.choice()));
    }

    private Memory memory(int[] choice) {
        return new Memory((long) Demands.sum(demands().prepared(), choice), working(choice));
    }

    Footprints.Footprint footprint(Candidate candidate) {
        return footprints.of(candidate.convolve());
    }

    private long working(int[] choice) {
        return working.applyAsLong(model.plan(choice, Map.of()));
    }

    Demands demands() {
        if (demands == null) {
            demands = Demands.of(model, footprints, this::working);
        }
        return demands;
    }

    Optional<Solution> solve(CostGraph graph, Limits limits, int mostVisits) {
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
}
