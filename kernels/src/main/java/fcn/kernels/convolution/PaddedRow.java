package fcn.kernels.convolution;

import java.util.Arrays;

/** A row of a map as a window sees it: every {@code stride}-th value, zeros beyond both ends. */
public final class PaddedRow {
    private PaddedRow() {}

    /**
     * Copies {@code count} values at columns {@code first + i·stride} of the row of {@code width}
     * values that begins at {@code map[row]}; zero where there is no such column.
     */
    public static void copy(
            float[] map, int row, int width, int first, int stride, float[] to, int at, int count) {
        int begin = Math.clamp(Math.ceilDiv(-first, stride), 0, count);
        int end = Math.clamp(Math.floorDiv(width - 1 - first, stride) + 1, begin, count);
        Arrays.fill(to, at, at + begin, 0);
        if (stride == 1 && begin < end) {
            System.arraycopy(map, row + first + begin, to, at + begin, end - begin);
        } else {
            for (int i = begin; i < end; i++) {
                to[at + i] = map[row + first + i * stride];
            }
        }
        Arrays.fill(to, at + end, at + count, 0);
    }
}
