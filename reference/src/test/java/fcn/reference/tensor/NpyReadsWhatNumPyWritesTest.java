package fcn.reference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.reference.BadInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class NpyReadsWhatNumPyWritesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "()|1x1x1x1|1",
                "(3,)|3x1x1x1|3",
                "(2, 3)|2x3x1x1|6",
                "(1, 2, 3, 1)|1x2x3x1|6"
            })
    void missingAxesAreOneOnTheRight(String axes, String shape, int count) throws IOException {
        Path file = file(1, header("<f4", "False", axes), floats(count));

        Tensor tensor = Npy.read(file);

        assertThat(tensor.shape()).hasToString(shape);
        assertThat(tensor.data()[count - 1]).isEqualTo(count - 0.5f);
    }

    @Test
    void doublesAndVersion2AreRead() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        values.putDouble(0.1).putDouble(-2);

        Tensor tensor = Npy.read(file(2, header("<f8", "False", "(2,)"), values.array()));

        assertThat(tensor.data()).containsExactly(0.1f, -2f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f4|True|(2, 3)|Fortran order",
                ">f4|False|(2, 3)|type '>f4'",
                "<i8|False|(2, 3)|type '<i8'",
                "<f4|False|(1, 1, 1, 2, 3)|5 axes",
                "<f4|False|(2, 0)|an extent of 0 along axis 1",
                "<f4|False|(2, 4)|holds 24 bytes",
                "<f4|False|(2, 2)|holds 24 bytes",
                "<f4|False|(200000, 200000)|holds 24 bytes",
                "<f4|False|(2000000000, 2000000000, 9)|too large",
                "<f4|False|(99999999999,)|an extent of 99999999999",
                "<f4|False|(2 3)|'shape'",
                "<f4|False|[2, 3]|'shape'",
                "<f4|Maybe|(2, 3)|'fortran_order'"
            })
    void othersAreRefusedInOneLine(String type, String order, String axes, String reason)
            throws IOException {
        Path file = file(1, header(type, order, axes), floats(6));

        refused(file, reason);
    }

    @Test
    void whatIsNoNpyFileIsRefused() throws IOException {
        refused(
                Files.writeString(folder.resolve("text.npy"), "not an array, just text"),
                "no .npy");
        refused(Files.write(folder.resolve("empty.npy"), new byte[0]), "ends after 0 bytes");
        refused(folder.resolve("none.npy"), "does not exist");
        refused(file(3, header("<f4", "False", "(1,)"), floats(1)), "version 3");
        byte[] whole = Files.readAllBytes(file(1, header("<f4", "False", "(1,)"), floats(1)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            refused(Files.write(folder.resolve("cut.npy"), cut), "cut.npy");
        }
    }

    private static void refused(Path file, String reason) {
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private static String header(String type, String order, String axes) {
        return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(type, order, axes);
    }

    /** 0.5, 1.5, … */
    private static byte[] floats(int count) {
        ByteBuffer values = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            values.putFloat(i + 0.5f);
        }
        return values.array();
    }

    private Path file(int version, String header, byte[] values) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(12 + header.length() + values.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1));
        bytes.put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) header.length());
        } else {
            bytes.putInt(header.length());
        }
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1)).put(values).flip();
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return Files.write(folder.resolve("numpy.npy"), exact);
    }
}
