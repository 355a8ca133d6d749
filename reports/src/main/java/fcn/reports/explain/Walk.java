package fcn.reports.explain;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which cells meet by which tap. A convolution and its transpose share it: cell (y, x) of the small
 * map and tap (ky, kx) meet cell (y s + ky d - p, x s + kx d - p) of the large one. A convolution
 * reads the large map and writes the small one, its transpose the other way round.
 *
 * @param small extents of the small map: a convolution's output, a transposed one's input
 * @param large extents of the large one
 * @param taps for each cell of the small map, for each tap of the kernel, the cell of the large map
 *     in the padded one, counted by rows
 * @param values small whole numbers in the input
 * @param weights small whole numbers
 */
public record Walk(
        ConvolutionShape shape,
        List<Integer> small,
        List<Integer> large,
        List<Integer> pad,
        List<List<Integer>> taps,
        List<Integer> values,
        List<Integer> weights) {
    /** Of a shape of one channel. */
    public static Walk of(ConvolutionShape shape) {
        Window w = shape.window();
        boolean back = shape.transposed();
        List<Integer> small = back ? in(shape) : out(shape);
        List<Integer> large = back ? out(shape) : in(shape);
        int columns = large.get(1) + 2 * w.padW();
        List<List<Integer>> taps = new ArrayList<>();
        for (int y = 0; y < small.get(0); y++) {
            for (int x = 0; x < small.get(1); x++) {
                List<Integer> of = new ArrayList<>();
                for (int ky = 0; ky < w.kernelH(); ky++) {
                    for (int kx = 0; kx < w.kernelW(); kx++) {
                        int ly = y * w.strideH() + ky * w.dilationH();
                        int lx = x * w.strideW() + kx * w.dilationW();
                        of.add(ly * columns + lx);
                    }
                }
                taps.add(of);
            }
        }
        return new Walk(
                shape,
                small,
                large,
                List.of(w.padH(), w.padW()),
                taps,
                numbers(shape.ih() * shape.iw(), 7, 9),
                numbers(w.kernelH() * w.kernelW(), 3, 4));
    }

    /** The cell of the large map for one of the padded one; -1 in the padding. */
    public int unpadded(int cell) {
        int columns = large.get(1) + 2 * pad.get(1);
        int y = cell / columns - pad.get(0);
        int x = cell % columns - pad.get(1);
        boolean inside = y >= 0 && y < large.get(0) && x >= 0 && x < large.get(1);
        return inside ? y * large.get(1) + x : -1;
    }

    /** What comes out, a product for each meeting of two cells. */
    public List<Integer> output() {
        boolean back = shape.transposed();
        int[] out = new int[shape.oh() * shape.ow()];
        for (int s = 0; s < taps.size(); s++) {
            for (int k = 0; k < weights.size(); k++) {
                int l = unpadded(taps.get(s).get(k));
                if (l >= 0) {
                    out[back ? l : s] += weights.get(k) * values.get(back ? s : l);
                }
            }
        }
        return Arrays.stream(out).boxed().toList();
    }

    /** For each cell of the large map, by rows, how many cells of the small one meet it. */
    public List<Integer> meetings() {
        int[] meetings = new int[large.get(0) * large.get(1)];
        for (List<Integer> of : taps) {
            for (int tap : of) {
                int cell = unpadded(tap);
                if (cell >= 0) {
                    meetings[cell]++;
                }
            }
        }
        return Arrays.stream(meetings).boxed().toList();
    }

    /** Along the height: a row for each small cell, a column for each large one; -1 or the tap. */
    public List<List<Integer>> matrix() {
        Window w = shape.window();
        List<List<Integer>> rows = new ArrayList<>();
        for (int y = 0; y < small.get(0); y++) {
            List<Integer> row = new ArrayList<>();
            for (int l = 0; l < large.get(0); l++) {
                int at = l + w.padH() - y * w.strideH();
                boolean met = at >= 0 && at % w.dilationH() == 0 && at < w.spanH();
                row.add(met ? at / w.dilationH() : -1);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<Integer> in(ConvolutionShape shape) {
        return List.of(shape.ih(), shape.iw());
    }

    private static List<Integer> out(ConvolutionShape shape) {
        return List.of(shape.oh(), shape.ow());
    }

    /** 1 to {@code most}, in a fixed order. */
    private static List<Integer> numbers(int count, int step, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(1 + i * step % most);
        }
        return numbers;
    }
}
