package fcn.kernels.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The cheapest choice within limits, by branch and bound: what a partial choice can still become is
 * known exactly from the elimination tables, once for time alone and once with the limited goods at
 * the prices that bound best (Lagrange multipliers; Handler and Zang, A dual algorithm for the
 * constrained shortest path problem, 1980). Whole choices are judged by their true memory.
 */
final class LimitedSearch {
    private static final int HALVINGS = 24;
    private static final double ROUNDING = 1e-9;

    private final CostGraph graph;
    private final Demands demands;
    private final ToDoubleFunction<int[]> bytes;
    private final Limits limits;
    private final int mostVisits;

    private double bytePrice;
    private double errorPrice;
    private double dual;
    private int[] best;
    private double bestCost = Double.POSITIVE_INFINITY;
    private int visits;

    private List<Elimination.Turn> free;
    private List<Elimination.Turn> priced;
    private CostGraph pricedGraph;
    private double[] preparedLeft;
    private double[] errorLeft;
    private double workingLeft;
    private int[] states;

    private LimitedSearch(
            CostGraph graph,
            Demands demands,
            ToDoubleFunction<int[]> bytes,
            Limits limits,
            int mostVisits) {
        this.graph = graph;
        this.demands = demands;
        this.bytes = bytes;
        this.limits = limits;
        this.mostVisits = mostVisits;
    }

    /**
     * Searches; empty where nothing within the limits was found.
     *
     * @param elimination of the graph
     * @param bytes the true memory of a choice
     * @param mostVisits partial choices to look at before it gives up
     */
    static Optional<Solution> search(
            CostGraph graph,
            Elimination elimination,
            Demands demands,
            ToDoubleFunction<int[]> bytes,
            Limits limits,
            int mostVisits) {
        LimitedSearch search = new LimitedSearch(graph, demands, bytes, limits, mostVisits);
        search.prepare(elimination);
        search.price();
        search.descend(
                graph.size() - 1,
                elimination.least(),
                Elimination.of(search.pricedGraph, Long.MAX_VALUE).orElseThrow().least(),
                0,
                0,
                search.workingLeft);
        if (search.best == null) {
            return Optional.empty();
        }
        boolean complete = search.visits <= search.mostVisits;
        return Optional.of(
                new Solution(
                        search.best,
                        search.bestCost,
                        complete ? search.bestCost : search.dual,
                        complete ? Solution.Method.EXACT_WITHIN_LIMITS : Solution.Method.BOUNDED));
    }

    private void prepare(Elimination elimination) {
        free = elimination.turns();
        states = new int[graph.size()];
        int size = graph.size();
        preparedLeft = new double[size + 1];
        errorLeft = new double[size + 1];
        for (int i = 0; i < size; i++) {
            int node = free.get(i).node();
            preparedLeft[i + 1] = preparedLeft[i] + least(demands.prepared()[node]);
            errorLeft[i + 1] = errorLeft[i] + least(demands.error()[node]);
            workingLeft = Math.max(workingLeft, least(demands.working()[node]));
        }
        consider(elimination.choice());
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    /**
     * Finds prices at which the cheapest choice comes near the limits, one good after the other.
     */
    private void price() {
        double room = limits.bytes() - workingLeft;
        for (int round = 0; round < 2; round++) {
            if (limits.bytes() < Double.POSITIVE_INFINITY) {
                bytePrice = price(demands.prepared(), room, true);
            }
            if (limits.error() < Double.POSITIVE_INFINITY) {
                errorPrice = price(demands.error(), limits.error(), false);
            }
        }
        pricedGraph = priced(bytePrice, errorPrice);
        Elimination elimination = Elimination.of(pricedGraph, Long.MAX_VALUE).orElseThrow();
        priced = elimination.turns();
        dual = Math.max(0, elimination.least() - cost(room));
    }

    private double price(double[][] good, double room, boolean ofBytes) {
        double low = 0;
        double scale = Math.max(1e-300, Arrays.stream(good).mapToDouble(LimitedSearch::most).sum());
        double high = 1e4 * Math.max(1, bestKnown()) / scale;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = i == 0 ? 0 : (low + high) / 2;
            CostGraph at = ofBytes ? priced(middle, errorPrice) : priced(bytePrice, middle);
            int[] choice = Elimination.of(at, Long.MAX_VALUE).orElseThrow().choice();
            consider(choice);
            boolean over = Demands.sum(good, choice) > room;
            if (i == 0 && !over) {
                return 0;
            }
            low = over ? middle : low;
            high = over ? high : middle;
        }
        return high;
    }

    private double bestKnown() {
        return Elimination.of(graph, Long.MAX_VALUE).orElseThrow().least();
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private CostGraph priced(double byByte, double byError) {
        return graph.plus(byByte, demands.prepared()).plus(byError, demands.error());
    }

    /** What all that is allowed costs at the prices. */
    private double cost(double room) {
        return (bytePrice == 0 ? 0 : bytePrice * room)
                + (errorPrice == 0 ? 0 : errorPrice * limits.error());
    }

    private void consider(int[] choice) {
        double cost = graph.cost(choice);
        if (cost < bestCost - ROUNDING
                && Demands.sum(demands.error(), choice) <= limits.error()
                && bytes.applyAsDouble(choice) <= limits.bytes()) {
            best = choice.clone();
            bestCost = cost;
        }
    }

    /**
     * Chooses for the node eliminated at {@code turn} and all before it.
     *
     * @param atLeast the least that choices beginning like this one cost
     * @param atPrices the same, with what they take at its price
     */
    private void descend(
            int turn,
            double atLeast,
            double atPrices,
            double prepared,
            double error,
            double working) {
        if (turn < 0) {
            consider(states);
            return;
        }
        Elimination.Turn own = free.get(turn);
        int node = own.node();
        double replaced = own.table().at(states);
        double replacedAtPrices = priced.get(turn).table().at(states);
        int count = graph.states(node);
        double[] become = new double[count];
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            states[node] = i;
            become[i] = atPrices - replacedAtPrices + priced.get(turn).settled(pricedGraph, states);
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(become[a], become[b]));
        for (int state : order) {
            states[node] = state;
            double cost = atLeast - replaced + own.settled(graph, states);
            double p = prepared + demands.prepared()[node][state];
            double e = error + demands.error()[node][state];
            double w = Math.max(working, demands.working()[node][state]);
            double room = limits.bytes() - w;
            boolean fits = p + preparedLeft[turn] <= room && e + errorLeft[turn] <= limits.error();
            if (fits
                    && ++visits <= mostVisits
                    && Math.max(cost, become[state] - cost(room)) < bestCost - ROUNDING) {
                descend(turn - 1, cost, become[state], p, e, w);
            }
        }
    }
}
