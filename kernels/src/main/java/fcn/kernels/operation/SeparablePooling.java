package fcn.kernels.operation;

import fcn.kernels.layout.Layout;
import fcn.kernels.simd.Species;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * Pooling by maximum or average, any window, in either layout: the rows of a window are reduced to
 * one, whole rows at a time, and then that row's pixels. A task is one output row of a plane.
 */
public final class SeparablePooling implements Operation, Task {
    private final boolean maximum;
    private final Window window;
    private final Box from;
    private final Box to;
    private final int lanes;
    private final float[][] reduced;
    private float[] input;
    private float[] output;

    /**
     * For an input and an output of these shapes, on teams of up to {@code threads} threads; keeps
     * a row for each.
     */
    public SeparablePooling(Pooling layer, Shape from, Shape to, Layout layout, int threads) {
        this.maximum = layer.method() == Pooling.Method.MAX;
        this.window = layer.windowOn(from);
        this.from = Box.of(from, layout);
        this.to = Box.of(to, layout);
        this.lanes = this.from.row() / from.w();
        this.reduced = new float[threads][this.from.row()];
    }

    /**
     * Whether channels beyond C stay zero: in blocks of channels only if windows leave no gap, for
     * one in a gap at the edge is empty, and its maximum the smallest float.
     */
    public static boolean fits(Pooling layer, Shape from, Layout layout) {
        Window window = layer.windowOn(from);
        return layout == Layout.NCHW
                || (window.strideH() <= window.kernelH() && window.strideW() <= window.kernelW());
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        this.input = inputs[0];
        this.output = output;
        team.run(to.images() * to.planes() * to.rows(), this);
    }

    @Override
    public void run(int index, int thread) {
        float[] row = reduced[thread];
        int plane = index / to.rows();
        int start = index % to.rows() * window.strideH() - window.padH();
        int end = Math.min(start + window.kernelH(), from.rows());
        Arrays.fill(row, maximum ? -Float.MAX_VALUE : 0);
        for (int y = Math.max(start, 0); y < end; y++) {
            reduceRow((plane * from.rows() + y) * from.row(), row);
        }
        int rows = Math.min(start + window.kernelH(), from.rows() + window.padH()) - start;
        for (int x = 0; x < to.row() / lanes; x++) {
            reducePixels(row, x, rows, index * to.row() + x * lanes);
        }
    }

    private void reduceRow(int offset, float[] row) {
        if (maximum) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(row[i], input[offset + i]);
            }
        } else {
            for (int i = 0; i < row.length; i++) {
                row[i] += input[offset + i];
            }
        }
    }

    /** Column {@code x} of the output; an average counts padding, but not what lies beyond it. */
    private void reducePixels(float[] row, int x, int rows, int target) {
        int width = from.row() / lanes;
        int start = x * window.strideW() - window.padW();
        int first = Math.max(start, 0);
        int end = Math.min(start + window.kernelW(), width);
        int size = rows * (Math.min(start + window.kernelW(), width + window.padW()) - start);
        if (lanes == 1) {
            float value = maximum ? -Float.MAX_VALUE : 0;
            for (int i = first; i < end; i++) {
                value = maximum ? Math.max(value, row[i]) : value + row[i];
            }
            output[target] = maximum ? value : value / size;
            return;
        }
        for (int lane = 0; lane < lanes; lane += Species.LANES) {
            FloatVector value =
                    FloatVector.broadcast(Species.FLOAT, maximum ? -Float.MAX_VALUE : 0);
            for (int i = first; i < end; i++) {
                FloatVector pixel = FloatVector.fromArray(Species.FLOAT, row, i * lanes + lane);
                value = maximum ? value.max(pixel) : value.add(pixel);
            }
            (maximum ? value : value.div(size)).intoArray(output, target + lane);
        }
    }
}
