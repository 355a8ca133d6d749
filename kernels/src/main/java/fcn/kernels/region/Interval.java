package fcn.kernels.region;

/** The indices from {@code from} to before {@code to} along one axis; empty where none. */
public record Interval(int from, int to) {
    public static final Interval NONE = new Interval(0, 0);

    public boolean isEmpty() {
        return to <= from;
    }

    public int length() {
        return Math.max(0, to - from);
    }

    public boolean contains(Interval other) {
        return other.isEmpty() || (from <= other.from && other.to <= to);
    }

    Interval moved(int by) {
        return new Interval(from + by, to + by);
    }

    /** What is in both. */
    public Interval intersect(Interval other) {
        return new Interval(Math.max(from, other.from), Math.min(to, other.to));
    }

    /** The smallest interval that holds both. */
    public Interval hull(Interval other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty()
                ? this
                : new Interval(Math.min(from, other.from), Math.max(to, other.to));
    }
}
