package fcn.kernels.layout;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.tensor.Shape;

import java.util.Arrays;

/**
 * A feature map copied from one layout into another: a task is a row of pixels of a block of 16
 * channels.
 */
public final class LayoutConversion implements Task {
    private static final int BLOCK = Layout.BLOCK;

    private final Shape shape;
    private final Layout from;
    private final Layout to;
    private float[] source;
    private float[] target;

    /** A conversion that allocates nothing when it runs; one run at a time. */
    public LayoutConversion(Shape shape, Layout from, Layout to) {
        this.shape = shape;
        this.from = from;
        this.to = to;
    }

    /**
     * Copies a map of {@code shape} from one layout into another, or the same. The arrays may be
     * longer than the map; channels beyond C of {@link Layout#NCHW16C} are written as zeros.
     */
    public static void convert(
            Shape shape, float[] from, Layout fromLayout, float[] to, Layout toLayout, Team team) {
        new LayoutConversion(shape, fromLayout, toLayout).run(from, to, team);
    }

    /** Copies a map; see {@link #convert}. */
    public void run(float[] source, float[] target, Team team) {
        if (from == to) {
            System.arraycopy(source, 0, target, 0, from.floats(shape));
            return;
        }
        this.source = source;
        this.target = target;
        team.run(shape.n() * Layout.blocks(shape.c()) * shape.h(), this);
        this.source = null;
        this.target = null;
    }

    @Override
    public void run(int index, int thread) {
        int y = index % shape.h();
        int block = index / shape.h() % Layout.blocks(shape.c());
        int image = index / shape.h() / Layout.blocks(shape.c());
        int channel = block * BLOCK;
        int channels = Math.min(BLOCK, shape.c() - channel);
        int planar = ((image * shape.c() + channel) * shape.h() + y) * shape.w();
        int blocked = index * shape.w() * BLOCK;
        if (to == Layout.NCHW) {
            unpack(blocked, planar, channels);
        } else {
            pack(planar, blocked, channels);
        }
    }

    private void pack(int planar, int blocked, int channels) {
        int plane = shape.h() * shape.w();
        for (int x = 0; x < shape.w(); x++) {
            int to = blocked + x * BLOCK;
            for (int c = 0; c < channels; c++) {
                target[to + c] = source[planar + c * plane + x];
            }
            if (channels < BLOCK) {
                Arrays.fill(target, to + channels, to + BLOCK, 0);
            }
        }
    }

    private void unpack(int blocked, int planar, int channels) {
        int plane = shape.h() * shape.w();
        for (int c = 0; c < channels; c++) {
            int to = planar + c * plane;
            for (int x = 0; x < shape.w(); x++) {
                target[to + x] = source[blocked + x * BLOCK + c];
            }
        }
    }
}
