package fcn.kernels.operation;

import fcn.kernels.layout.Layout;
import fcn.kernels.region.Region;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.tensor.Shape;

import java.util.Arrays;

/**
 * A part of a map in a buffer of its own, with a rim around it that is the same for every run: the
 * part is copied, unless whoever writes it puts it there, and the rim filled in. A task is one
 * plane.
 */
public final class Surround implements Operation, Task {
    private final Region from;
    private final Region part;
    private final Region to;
    private final Box box;
    private final int lanes;
    private final int fromPlane;
    private final int rimPlane;
    private float[] rim = new float[0];
    private float[] input;
    private float[] output;

    /**
     * @param map N×C×H×W of the whole map
     * @param from the region of the map that the input holds
     * @param part what of it is copied
     * @param to the region that the output holds; what of it is not part is rim
     */
    public Surround(Shape map, Region from, Region part, Region to, Layout layout) {
        this.from = from;
        this.part = part.intersect(to).isEmpty() ? Region.NONE : part.intersect(to);
        this.to = to;
        box = Box.of(to.shape(map), layout);
        lanes = box.row() / to.columns().length();
        fromPlane = from.rows().length() * from.columns().length() * lanes;
        rimPlane = box.rows() * box.row() - this.part.rows().length() * width();
    }

    private int width() {
        return part.columns().length() * lanes;
    }

    /** Bytes of the rim. */
    public long bytes() {
        return (long) Float.BYTES * floats();
    }

    private int floats() {
        return Math.multiplyExact(box.images() * box.planes(), rimPlane);
    }

    /** Floats of what it makes: part and rim. */
    public int outputFloats() {
        return box.images() * box.planes() * box.rows() * box.row();
    }

    /** Where a source has nothing but zeros. */
    public static final int ZERO = -1;

    /** Where the rim's values come from. Asked once. */
    @FunctionalInterface
    public interface Source {
        /**
         * Index of pixel (y, x), which may be beyond the map, of a plane: of its first lane, or
         * {@link #ZERO}.
         */
        int index(int plane, int y, int x);
    }

    /** Fills the rim from an array. */
    public void take(Source source, float[] values) {
        rim = new float[floats()];
        int at = 0;
        for (int plane = 0; plane < box.images() * box.planes(); plane++) {
            for (int y = to.rows().from(); y < to.rows().to(); y++) {
                for (int x = to.columns().from(); x < to.columns().to(); x++) {
                    boolean inside =
                            part.rows().from() <= y
                                    && y < part.rows().to()
                                    && part.columns().from() <= x
                                    && x < part.columns().to();
                    if (!inside) {
                        int from = source.index(plane, y, x);
                        if (from == ZERO) {
                            Arrays.fill(rim, at, at + lanes, 0);
                        } else {
                            System.arraycopy(values, from, rim, at, lanes);
                        }
                        at += lanes;
                    }
                }
            }
        }
    }

    /** Copies the part and fills in the rim. */
    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        run(inputs[0], output, team);
    }

    /** Fills in the rim alone. */
    public void fill(float[] output, Team team) {
        run((float[]) null, output, team);
    }

    /** Copies the part of one input, and fills in the rim. */
    public void run(float[] input, float[] output, Team team) {
        this.input = input;
        this.output = output;
        team.run(box.images() * box.planes(), this);
    }

    @Override
    public void run(int plane, int thread) {
        int at = plane * rimPlane;
        int left = (part.columns().from() - to.columns().from()) * lanes;
        for (int r = 0; r < box.rows(); r++) {
            int row = (plane * box.rows() + r) * box.row();
            int y = to.rows().from() + r;
            if (y < part.rows().from() || y >= part.rows().to()) {
                System.arraycopy(rim, at, output, row, box.row());
                at += box.row();
                continue;
            }
            int right = box.row() - left - width();
            System.arraycopy(rim, at, output, row, left);
            System.arraycopy(rim, at + left, output, row + box.row() - right, right);
            at += left + right;
            if (input != null) {
                int x = part.columns().from() - from.columns().from();
                int line = (y - from.rows().from()) * from.columns().length() + x;
                int source = plane * fromPlane + line * lanes;
                System.arraycopy(input, source, output, row + left, width());
            }
        }
    }
}
