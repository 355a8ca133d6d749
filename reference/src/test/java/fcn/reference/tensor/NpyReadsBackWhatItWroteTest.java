package fcn.reference.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

final class NpyReadsBackWhatItWroteTest {
    @TempDir Path folder;

    @Test
    void everyBitReturnsAndNothingElseIsLeft() throws IOException {
        Tensor tensor = Tensor.zeros(new Shape(2, 3, 300, 301));
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = Float.intBitsToFloat(i * 0x9E3779B9);
        }
        Path file = folder.resolve("blob.npy");
        Npy.write(file, Tensor.zeros(new Shape(1, 1, 1, 1)));
        Npy.write(file, tensor);

        Tensor read = Npy.read(file);

        assertThat(read.shape()).isEqualTo(tensor.shape());
        assertThat(bits(read)).isEqualTo(bits(tensor));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theValuesStartAtAMultipleOf64() throws IOException {
        Path file = folder.resolve("blob.npy");
        Npy.write(file, Tensor.zeros(new Shape(1234, 1, 1, 1)));

        byte[] bytes = Files.readAllBytes(file);

        assertThat((bytes.length - 1234 * 4) % 64).isZero();
        assertThat(bytes[bytes.length - 1234 * 4 - 1]).isEqualTo((byte) '\n');
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.data().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.data()[i]);
        }
        return bits;
    }
}
