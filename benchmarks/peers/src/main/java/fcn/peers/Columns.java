package fcn.peers;

import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Arrays;

/**
 * A convolution as one matrix product over explicit columns: row (c, ky, kx) of the column buffer
 * holds the input that the tap meets at each position. A 1×1 kernel of stride 1 without padding
 * needs no columns, as in Caffe.
 */
final class Columns {
    private final ConvolutionShape shape;
    private final Window w;

    /** Channels, height and width of the map that is unrolled, and the positions over it. */
    private final int channels;

    private final int height;
    private final int width;
    private final int rows;
    private final int positionsWide;
    private final int positions;

    Columns(ConvolutionShape shape) {
        boolean t = shape.transposed();
        this.shape = shape;
        this.w = shape.window();
        this.channels = t ? shape.oc() : shape.ic();
        this.height = t ? shape.oh() : shape.ih();
        this.width = t ? shape.ow() : shape.iw();
        this.rows = channels * w.kernelH() * w.kernelW();
        this.positionsWide = t ? shape.iw() : shape.ow();
        this.positions = t ? shape.ih() * shape.iw() : shape.oh() * shape.ow();
    }

    /** Floats of the column buffer. */
    static long floats(ConvolutionShape shape) {
        Columns columns = new Columns(shape);
        return columns.pointwise() ? 0 : (long) columns.rows * columns.positions;
    }

    private boolean pointwise() {
        return w.spanH() == 1
                && w.spanW() == 1
                && w.strideH() == 1
                && w.strideW() == 1
                && w.padH() == 0
                && w.padW() == 0;
    }

    /** OC × (IC·KH·KW) times the columns. */
    void convolved(float[] weights, float[] input, float[] columns, float[] output, Team team) {
        float[] unrolled = input;
        if (!pointwise()) {
            team.run(channels, (c, thread) -> unroll(c, input, columns));
            unrolled = columns;
        }
        Sgemm.multiply(false, shape.oc(), positions, rows, weights, unrolled, output);
    }

    /** The weights' transpose, (OC·KH·KW) × IC, times the input, and its rows added up. */
    void transposed(float[] weights, float[] input, float[] columns, float[] output, Team team) {
        if (pointwise()) {
            Sgemm.multiply(true, rows, positions, shape.ic(), weights, input, output);
            return;
        }
        Sgemm.multiply(true, rows, positions, shape.ic(), weights, input, columns);
        team.run(channels, (c, thread) -> addUp(c, columns, output));
    }

    /** One bias for each output channel. */
    void add(float[] bias, float[] output, Team team) {
        int map = shape.oh() * shape.ow();
        team.run(
                shape.oc(),
                (o, thread) -> {
                    float b = bias[o];
                    for (int i = o * map; i < (o + 1) * map; i++) {
                        output[i] += b;
                    }
                });
    }

    /** im2col of one channel. */
    private void unroll(int c, float[] map, float[] columns) {
        int row = c * w.kernelH() * w.kernelW();
        for (int ky = 0; ky < w.kernelH(); ky++) {
            for (int kx = 0; kx < w.kernelW(); kx++, row++) {
                for (int p = 0; p < positions; p += positionsWide) {
                    int y = p / positionsWide * w.strideH() - w.padH() + ky * w.dilationH();
                    int x = kx * w.dilationW() - w.padW();
                    int to = row * positions + p;
                    if (y < 0 || y >= height) {
                        Arrays.fill(columns, to, to + positionsWide, 0);
                    } else {
                        unroll(map, (c * height + y) * width, x, columns, to);
                    }
                }
            }
        }
    }

    /** A row of positions whose first meets column x of the map's row. */
    private void unroll(float[] map, int from, int x, float[] columns, int to) {
        int stride = w.strideW();
        int first = Math.clamp(Math.ceilDiv(-x, stride), 0, positionsWide);
        int last = Math.clamp(Math.floorDiv(width - 1 - x, stride) + 1, first, positionsWide);
        Arrays.fill(columns, to, to + first, 0);
        if (stride == 1) {
            System.arraycopy(map, from + x + first, columns, to + first, last - first);
        } else {
            for (int i = first; i < last; i++) {
                columns[to + i] = map[from + x + i * stride];
            }
        }
        Arrays.fill(columns, to + last, to + positionsWide, 0);
    }

    /** col2im of one channel. */
    private void addUp(int c, float[] columns, float[] map) {
        Arrays.fill(map, c * height * width, (c + 1) * height * width, 0);
        int row = c * w.kernelH() * w.kernelW();
        for (int ky = 0; ky < w.kernelH(); ky++) {
            for (int kx = 0; kx < w.kernelW(); kx++, row++) {
                for (int p = 0; p < positions; p += positionsWide) {
                    int y = p / positionsWide * w.strideH() - w.padH() + ky * w.dilationH();
                    if (y >= 0 && y < height) {
                        int x = kx * w.dilationW() - w.padW();
                        addUp(columns, row * positions + p, map, (c * height + y) * width, x);
                    }
                }
            }
        }
    }

    private void addUp(float[] columns, int from, float[] map, int to, int x) {
        int stride = w.strideW();
        int first = Math.clamp(Math.ceilDiv(-x, stride), 0, positionsWide);
        int last = Math.clamp(Math.floorDiv(width - 1 - x, stride) + 1, first, positionsWide);
        for (int i = first; i < last; i++) {
            map[to + x + i * stride] += columns[from + i];
        }
    }
}
