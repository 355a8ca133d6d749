package fcn.kernels.operation;

import fcn.kernels.layout.Layout;
import fcn.reference.tensor.Shape;

/**
 * A feature map as the box of floats that it is in memory: images, channels (or blocks of them),
 * rows, floats in a row.
 */
record Box(int images, int planes, int rows, int row) {
    static Box of(Shape shape, Layout layout) {
        return switch (layout) {
            case NCHW -> new Box(shape.n(), shape.c(), shape.h(), shape.w());
            case NCHW16C ->
                    new Box(
                            shape.n(),
                            Layout.blocks(shape.c()),
                            shape.h(),
                            shape.w() * Layout.BLOCK);
        };
    }

    /** Floats that follow one another from one index along an axis to the next. */
    int step(int axis) {
        return switch (axis) {
            case 0 -> planes * rows * row;
            case 1 -> rows * row;
            case 2 -> row;
            default -> 1;
        };
    }

    int extent(int axis) {
        return switch (axis) {
            case 0 -> images;
            case 1 -> planes;
            case 2 -> rows;
            default -> row;
        };
    }
}
