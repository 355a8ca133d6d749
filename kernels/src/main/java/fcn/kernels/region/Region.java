package fcn.kernels.region;

import fcn.reference.tensor.Shape;

/**
 * A rectangle of a feature map, all images and channels. It may reach beyond the map, into the
 * zeros of its padding.
 */
public record Region(Interval rows, Interval columns) {
    public static final Region NONE = new Region(Interval.NONE, Interval.NONE);

    /** The whole map. */
    public static Region of(Shape shape) {
        return new Region(new Interval(0, shape.h()), new Interval(0, shape.w()));
    }

    /** So many rows and columns, from the map's first. */
    public static Region sized(int rows, int columns) {
        return new Region(new Interval(0, rows), new Interval(0, columns));
    }

    /** Rows times columns. */
    public long pixels() {
        return (long) rows.length() * columns.length();
    }

    public boolean isEmpty() {
        return rows.isEmpty() || columns.isEmpty();
    }

    public boolean contains(Region other) {
        return other.isEmpty() || (rows.contains(other.rows) && columns.contains(other.columns));
    }

    /** What is in both. */
    public Region intersect(Region other) {
        return new Region(rows.intersect(other.rows), columns.intersect(other.columns));
    }

    /** The smallest rectangle that holds both. */
    public Region hull(Region other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty()
                ? this
                : new Region(rows.hull(other.rows), columns.hull(other.columns));
    }

    /** The same so many rows further down and columns to the right. */
    public Region moved(int down, int right) {
        return new Region(rows.moved(down), columns.moved(right));
    }

    /** The shape of this part of a map. */
    public Shape shape(Shape map) {
        return new Shape(map.n(), map.c(), rows.length(), columns.length());
    }
}
