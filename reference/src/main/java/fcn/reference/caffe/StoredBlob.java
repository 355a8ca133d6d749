package fcn.reference.caffe;

import fcn.reference.tensor.FloatFile;
import fcn.reference.tensor.Shape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A blob in a file: its shape as stated there, and where its values lie. Doubles go before floats
 * where a blob has both, as in Caffe.
 */
final class StoredBlob {
    private static final int BUFFER = 1 << 18;

    /** Values one after the other: packed, or each after a tag of one byte. */
    private record Run(long offset, long count, boolean tagged, int width) {
        int stride() {
            return width + (tagged ? 1 : 0);
        }

        long end() {
            return offset + count * stride();
        }
    }

    private final List<Long> dimensions = new ArrayList<>();
    private final long[] legacy = new long[4];
    private boolean isLegacy;
    private final List<Run> floats = new ArrayList<>();
    private final List<Run> doubles = new ArrayList<>();

    void addDimension(long dimension) {
        dimensions.add(dimension);
    }

    /** num, channels, height or width: axis 0 to 3. */
    void setLegacy(int axis, long extent) {
        isLegacy = true;
        legacy[axis] = extent;
    }

    /** Packed values of a width of 4 (float) or 8 (double) bytes. */
    void addPacked(long offset, long count, int width) {
        runs(width).add(new Run(offset, count, false, width));
    }

    /** One value, its tag of one byte at {@code offset}. */
    void addTagged(long offset, int width) {
        List<Run> runs = runs(width);
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (last != null && last.tagged && last.end() == offset) {
            runs.set(runs.size() - 1, new Run(last.offset, last.count + 1, true, width));
        } else {
            runs.add(new Run(offset, 1, true, width));
        }
    }

    private List<Run> runs(int width) {
        return width == Double.BYTES ? doubles : floats;
    }

    private List<Run> values() {
        return doubles.isEmpty() ? floats : doubles;
    }

    /** Number of values that the file holds. */
    long count() {
        return values().stream().mapToLong(Run::count).sum();
    }

    /** Whether the stated shape, padded with ones on the left, is that one. */
    boolean fits(Shape shape) {
        List<Long> stated = stated();
        int rank = stated.size();
        for (int i = 0; i < Math.max(rank, 4); i++) {
            long extent = i < rank ? stated.get(rank - 1 - i) : 1;
            if (extent != (i < 4 ? shape.axis(3 - i) : 1)) {
                return false;
            }
        }
        return true;
    }

    private List<Long> stated() {
        return isLegacy ? List.of(legacy[0], legacy[1], legacy[2], legacy[3]) : dimensions;
    }

    /** Reads {@code count} of the values, from the {@code from}th on, to {@code at} on. */
    void read(FileChannel channel, long from, int count, float[] to, int at) throws IOException {
        long skipped = from;
        int read = 0;
        for (Run run : values()) {
            long first = Math.min(skipped, run.count);
            skipped -= first;
            int some = (int) Math.min(run.count - first, count - read);
            long position = run.offset + first * run.stride();
            if (run.stride() == Float.BYTES) {
                FloatFile.read(channel, position, some, to, at + read);
            } else {
                convert(channel, position, run, some, to, at + read);
            }
            read += some;
        }
    }

    /** Reads doubles, or values that have a tag each. */
    private static void convert(
            FileChannel channel, long position, Run run, int count, float[] to, int at)
            throws IOException {
        int stride = run.stride();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i += BUFFER / stride) {
            int some = Math.min(count - i, BUFFER / stride);
            FloatFile.fill(
                    channel, position + (long) i * stride, buffer.clear().limit(some * stride));
            for (int j = 0; j < some; j++) {
                int value = (j + 1) * stride - run.width;
                to[at + i + j] =
                        run.width == Double.BYTES
                                ? (float) buffer.getDouble(value)
                                : buffer.getFloat(value);
            }
        }
    }

    /** The stated shape, {@code 64x3x3x3}. */
    @Override
    public String toString() {
        return stated().isEmpty()
                ? "none"
                : stated().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
