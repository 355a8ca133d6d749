package fcn.reference.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Floats that lie one after the other in a file, little-endian. Any number of threads may ask. */
public final class FloatFile {
    private static final int BUFFER = 1 << 18;

    /** Outside the heap: the system fills it, or takes from it, without a copy between. */
    private static final ThreadLocal<ByteBuffer> BUFFERS =
            ThreadLocal.withInitial(
                    () -> ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN));

    private FloatFile() {}

    /**
     * Reads {@code count} floats to {@code at} on.
     *
     * @param position of the first in the file, in bytes
     * @throws EOFException when the file has fewer
     */
    public static void read(FileChannel channel, long position, int count, float[] to, int at)
            throws IOException {
        ByteBuffer buffer = BUFFERS.get();
        for (int i = 0; i < count; i += BUFFER / Float.BYTES) {
            int some = Math.min(count - i, BUFFER / Float.BYTES);
            long from = position + (long) i * Float.BYTES;
            fill(channel, from, buffer.clear().limit(some * Float.BYTES));
            buffer.flip().asFloatBuffer().get(to, at + i, some);
        }
    }

    /**
     * Fills a buffer from its beginning to its limit.
     *
     * @throws EOFException when the file has fewer bytes
     */
    public static void fill(FileChannel channel, long position, ByteBuffer buffer)
            throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file has become shorter");
            }
        }
    }

    /** Writes {@code count} floats, from {@code at} on, where the channel is. */
    public static void write(FileChannel channel, float[] from, int at, int count)
            throws IOException {
        ByteBuffer buffer = BUFFERS.get();
        for (int i = 0; i < count; i += BUFFER / Float.BYTES) {
            int some = Math.min(count - i, BUFFER / Float.BYTES);
            buffer.clear().limit(some * Float.BYTES);
            buffer.asFloatBuffer().put(from, at + i, some);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
