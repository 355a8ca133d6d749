package fcn.kernels.session;

import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Surround;
import fcn.reference.tensor.Shape;

/**
 * A map in memory without the rows and columns in its middle that are folded away; or a crop of
 * one.
 *
 * @param shape of all of it
 * @param stored the shape of what the data holds
 * @param down how many of the stored map's rows lie above the first
 * @param right how many of its columns lie left of the first
 */
record FoldedMap(
        float[] data,
        Shape shape,
        Layout layout,
        Shape stored,
        Fold rows,
        Fold columns,
        int down,
        int right) {
    /** Floats of a pixel of a plane. */
    int lanes() {
        return layout == Layout.NCHW ? 1 : Layout.BLOCK;
    }

    /** Where pixel (y, x) of a plane lies; {@link Surround#ZERO} beyond the map. */
    int index(int plane, int y, int x) {
        if (y < 0 || y >= shape.h() || x < 0 || x >= shape.w()) {
            return Surround.ZERO;
        }
        int row = plane * stored.h() + rows.left(y + down);
        return (row * stored.w() + columns.left(x + right)) * lanes();
    }

    /** The part of this shape from a row and a column on. */
    FoldedMap cropped(Shape part, int row, int column) {
        return new FoldedMap(data, part, layout, stored, rows, columns, down + row, right + column);
    }
}
