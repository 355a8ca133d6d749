package fcn.reference.tensor;

import fcn.reference.BadInputException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's array files, format 1.0 and 2.0 (numpy/lib/format.py): magic, version, length of the
 * header, a Python dictionary with type, order and shape, then the values.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE =
            Pattern.compile(
                    "'shape'\\s*:\\s*\\(((?:\\s*+\\d{1,18}\\s*+,)*+\\s*+(?:\\d{1,18})?+\\s*+)\\)");

    private static final Set<StandardOpenOption> REPLACE =
            Set.of(
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING);

    /** NumPy itself refuses to evaluate longer ones. */
    private static final int LONGEST_HEADER = 10_000;

    private static final int ALIGNMENT = 64;
    private static final int BUFFER = 1 << 20;

    private Npy() {}

    /**
     * Reads little-endian float32 or float64 in C order, of at most four axes; missing ones are 1
     * on the right. Nothing is allocated for values that the file does not hold.
     *
     * @throws BadInputException naming the file when it is missing or anything else
     */
    public static Tensor read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            String header = header(file, channel);
            int width = width(file, find(file, header, TYPE, "type ('descr')"));
            if (find(file, header, ORDER, "'fortran_order'").equals("True")) {
                throw bad(
                        file,
                        "is in Fortran order; save it in C order, numpy.ascontiguousarray(a)");
            }
            Shape shape = shape(file, find(file, header, SHAPE, "'shape'"));
            long bytes = channel.size() - channel.position();
            if (shape.count() > Integer.MAX_VALUE - 8 || bytes != shape.count() * width) {
                throw bad(
                        file,
                        "says it is %s of %d bytes each, but holds %d bytes of values; write it again"
                                .formatted(shape, width, bytes));
            }
            return values(file, channel, shape, width);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + " does not exist; check the path", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Writes format 1.0: little-endian float32, C order, four axes. The file appears whole or not
     * at all.
     *
     * @throws BadInputException naming the file when it cannot be written
     */
    public static void write(Path file, Tensor tensor) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                try (FileChannel channel = FileChannel.open(part, REPLACE)) {
                    write(channel, tensor);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    file + " cannot be written (" + e + "); check that its folder exists", e);
        }
    }

    private static String header(Path file, FileChannel channel) throws IOException {
        ByteBuffer start = exactly(file, channel, MAGIC.length + 2);
        for (byte expected : MAGIC) {
            if (start.get() != expected) {
                throw bad(file, "is no .npy file: it does not start with \\x93NUMPY");
            }
        }
        int version = start.get();
        long length =
                switch (version) {
                    case 1 -> Short.toUnsignedLong(exactly(file, channel, 2).getShort());
                    case 2 -> Integer.toUnsignedLong(exactly(file, channel, 4).getInt());
                    default -> throw bad(file, "is of .npy version " + version + ", not 1 or 2");
                };
        if (length > LONGEST_HEADER) {
            throw bad(file, "has a header of " + length + " bytes; numpy.save writes shorter ones");
        }
        ByteBuffer header = exactly(file, channel, (int) length);
        return StandardCharsets.ISO_8859_1.decode(header).toString();
    }

    private static ByteBuffer exactly(Path file, FileChannel channel, int bytes)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fill(file, channel, buffer);
        return buffer;
    }

    private static void fill(Path file, FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw bad(file, "ends after " + channel.size() + " bytes; is it cut off?");
            }
        }
        buffer.flip();
    }

    private static String find(Path file, String header, Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw bad(file, "has a header without a usable " + what + ": " + header.strip());
        }
        return matcher.group(1);
    }

    private static int width(Path file, String type) {
        return switch (type) {
            case "<f4" -> Float.BYTES;
            case "<f8" -> Double.BYTES;
            default ->
                    throw bad(
                            file,
                            "holds values of type '"
                                    + type
                                    + "', not '<f4' or '<f8'; convert it, a.astype('<f4')");
        };
    }

    private static Shape shape(Path file, String axes) {
        int[] extents = {1, 1, 1, 1};
        List<String> given = axes.isBlank() ? List.of() : List.of(axes.strip().split(",", 0));
        int rank = given.size();
        if (rank > extents.length) {
            throw bad(file, "has " + rank + " axes; reshape it to at most 4");
        }
        for (int axis = 0; axis < rank; axis++) {
            long extent = Long.parseLong(given.get(axis).strip());
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                throw bad(file, "has an extent of " + extent + " along axis " + axis);
            }
            extents[axis] = (int) extent;
        }
        try {
            Shape shape = new Shape(extents[0], extents[1], extents[2], extents[3]);
            Math.multiplyExact(shape.count(), Double.BYTES);
            return shape;
        } catch (ArithmeticException e) {
            throw new BadInputException(file + " has a shape too large for any array", e);
        }
    }

    private static Tensor values(Path file, FileChannel channel, Shape shape, int width)
            throws IOException {
        Tensor tensor = Tensor.zeros(shape);
        float[] data = tensor.data();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < data.length; ) {
            int count = Math.min(data.length - i, BUFFER / width);
            fill(file, channel, buffer.clear().limit(count * width));
            for (int end = i + count; i < end; i++) {
                data[i] = width == Float.BYTES ? buffer.getFloat() : (float) buffer.getDouble();
            }
        }
        return tensor;
    }

    private static void write(FileChannel channel, Tensor tensor) throws IOException {
        Shape s = tensor.shape();
        String dictionary =
                String.format(
                        Locale.ROOT,
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d, %d), }",
                        s.n(),
                        s.c(),
                        s.h(),
                        s.w());
        int start = MAGIC.length + 4;
        int length = Math.ceilDiv(start + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT - start;
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        buffer.put(dictionary.getBytes(StandardCharsets.ISO_8859_1));
        buffer.put(
                " ".repeat(length - dictionary.length() - 1).getBytes(StandardCharsets.ISO_8859_1));
        buffer.put((byte) '\n');
        for (float value : tensor.data()) {
            if (buffer.remaining() < Float.BYTES) {
                drain(buffer, channel);
            }
            buffer.putFloat(value);
        }
        drain(buffer, channel);
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private static BadInputException bad(Path file, String problem) {
        return new BadInputException(file + " " + problem);
    }
}
