package fcn.reference.network;

import fcn.reference.tensor.FloatFile;
import fcn.reference.tensor.Shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A blob written to a file of its own, without a name where the system allows it, gone with the
 * process: as a file of weights has it, but for what is computed.
 */
public final class SpilledBlob implements WeightBlob {
    private static final int PIECE = 1 << 20;

    private final Shape shape;
    private final FileChannel channel;

    private SpilledBlob(Shape shape, FileChannel channel) {
        this.shape = shape;
        this.channel = channel;
    }

    /** The same values; in memory where there is no room for the file. */
    public static WeightBlob of(WeightBlob blob) {
        try {
            return written(blob);
        } catch (IOException e) {
            return WeightBlob.of(blob.whole());
        }
    }

    private static WeightBlob written(WeightBlob blob) throws IOException {
        Path file = Files.createTempFile("fcn-kernels", ".f32");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        try {
            float[] piece = new float[PIECE];
            long count = blob.shape().count();
            for (long i = 0; i < count; i += PIECE) {
                int some = (int) Math.min(count - i, PIECE);
                blob.read(i, some, piece, 0);
                FloatFile.write(channel, piece, 0, some);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new SpilledBlob(blob.shape(), channel);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void read(long from, int count, float[] to, int at) {
        try {
            FloatFile.read(channel, from * Float.BYTES, count, to, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
