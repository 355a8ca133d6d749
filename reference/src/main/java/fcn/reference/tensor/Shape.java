package fcn.reference.tensor;

/**
 * The extent of a four-dimensional array, N×C×H×W, W running fastest. Arrays of fewer axes are
 * padded with ones: on the right for feature maps (an inner product gives N×C×1×1), on the left for
 * weights (a bias is 1×1×1×C), as Caffe does.
 *
 * <p>Throws {@link IllegalArgumentException} when an extent is below 1.
 */
public record Shape(int n, int c, int h, int w) {
    public Shape {
        if (n < 1 || c < 1 || h < 1 || w < 1) {
            throw new IllegalArgumentException("empty shape " + n + "x" + c + "x" + h + "x" + w);
        }
    }

    /** A vector of weights: 1×1×1×length. */
    public static Shape vector(int length) {
        return new Shape(1, 1, 1, length);
    }

    /** N·C·H·W; may exceed the length of a Java array. */
    public long count() {
        return Math.multiplyExact(Math.multiplyExact((long) n, c), Math.multiplyExact((long) h, w));
    }

    /** Bytes as float32. */
    public long bytes() {
        return Math.multiplyExact(count(), Float.BYTES);
    }

    /** The extent along axis 0 (N) to 3 (W). */
    public int axis(int axis) {
        return switch (axis) {
            case 0 -> n;
            case 1 -> c;
            case 2 -> h;
            case 3 -> w;
            default -> throw new IllegalArgumentException("no axis " + axis + " in N×C×H×W");
        };
    }

    /** This shape with another extent along one axis. */
    public Shape with(int axis, int extent) {
        return switch (axis) {
            case 0 -> new Shape(extent, c, h, w);
            case 1 -> new Shape(n, extent, h, w);
            case 2 -> new Shape(n, c, extent, w);
            case 3 -> new Shape(n, c, h, extent);
            default -> throw new IllegalArgumentException("no axis " + axis + " in N×C×H×W");
        };
    }

    /** {@code 1x64x698x532}. */
    @Override
    public String toString() {
        return n + "x" + c + "x" + h + "x" + w;
    }
}
