package fcn.kernels.session;

import fcn.kernels.region.Interval;

/**
 * Indices along an axis without some in the middle, which repeat what follows them: those from
 * {@code seam} to before {@code seam + folded}.
 *
 * @param period divides {@code folded}; the values from the seam on repeat after so many
 */
record Fold(int seam, int folded, int period) {
    static final Fold NONE = new Fold(0, 0, 1);

    /** Folds all that it can of the indices at which only the phase matters. */
    static Fold of(Interval alike, int period) {
        int folded = (alike.length() - period) / period * period;
        return folded <= 0 ? NONE : new Fold(alike.from(), folded, period);
    }

    /** A period less. */
    Fold less() {
        return folded <= period ? NONE : new Fold(seam, folded - period, period);
    }

    /** Where an index is among those that are left. */
    int left(int index) {
        if (index < seam) {
            return index;
        }
        return index < seam + folded ? seam + (index - seam) % period : index - folded;
    }

    /** Which index one of those that are left is. */
    int whole(int left) {
        return left < seam ? left : left + folded;
    }
}
