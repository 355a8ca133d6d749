package fcn.reference.tensor;

/** Floats with a shape, N×C×H×W, W running fastest. The array is shared, not copied. */
public final class Tensor {
    private final Shape shape;
    private final float[] data;

    /**
     * A tensor on an array.
     *
     * @throws IllegalArgumentException when the array's length is not the shape's count
     */
    public Tensor(Shape shape, float[] data) {
        if (data.length != shape.count()) {
            throw new IllegalArgumentException(
                    shape + " takes " + shape.count() + " values, not " + data.length);
        }
        this.shape = shape;
        this.data = data;
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[Math.toIntExact(shape.count())]);
    }

    public Shape shape() {
        return shape;
    }

    /** The values themselves. */
    public float[] data() {
        return data;
    }

    /** The position of (n, c, y, x) in {@link #data}. */
    public int index(int n, int c, int y, int x) {
        return ((n * shape.c() + c) * shape.h() + y) * shape.w() + x;
    }

    public float at(int n, int c, int y, int x) {
        return data[index(n, c, y, x)];
    }

    public void set(int n, int c, int y, int x, float value) {
        data[index(n, c, y, x)] = value;
    }
}
