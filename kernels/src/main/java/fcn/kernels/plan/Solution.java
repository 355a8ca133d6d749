package fcn.kernels.plan;

/** A state for each node of a graph, and how good the choice is. */
public final class Solution {
    /** How it was found. */
    public enum Method {
        /** By elimination: nothing is cheaper. */
        EXACT,
        /** The bound by elimination; this one takes little more, and less memory. */
        FRUGAL,
        /** By branch and bound, to its end: nothing within the limits is cheaper. */
        EXACT_WITHIN_LIMITS,
        /** By branch and bound, given up: the bound says how much there is to gain at most. */
        BOUNDED,
        /** By PBQP reduction that had nothing to guess: nothing is cheaper. */
        REDUCED,
        /** By PBQP reduction with guesses, the graph being too wide for more. */
        GUESSED
    }

    private final int[] choice;
    private final double cost;
    private final double bound;
    private final Method method;

    Solution(int[] choice, double cost, double bound, Method method) {
        this.choice = choice.clone();
        this.cost = cost;
        this.bound = bound;
        this.method = method;
    }

    /** The states, to be left as they are. */
    int[] choice() {
        return choice;
    }

    /** What it costs. */
    public double cost() {
        return cost;
    }

    /** What any choice within the limits costs at least. */
    public double bound() {
        return bound;
    }

    public Method method() {
        return method;
    }
}
