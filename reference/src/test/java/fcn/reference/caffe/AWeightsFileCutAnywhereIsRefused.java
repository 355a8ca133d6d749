package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.Refusal;
import fcn.reference.network.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class AWeightsFileCutAnywhereIsRefused {
    @TempDir private Path folder;

    @Test
    void atEveryByte() throws IOException {
        byte[] whole = SmallModel.weights().toByteArray();
        Path file = folder.resolve("cut.caffemodel");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Refusal.of(() -> Caffemodel.read(file, SmallModel.SHAPES)).startsWith(file + ": ");
        }
        Files.write(file, whole);
        assertThat(SmallModel.values(Caffemodel.read(file, SmallModel.SHAPES)))
                .isEqualTo(SmallModel.expected());
    }

    @Test
    void withThePlaceAndTheLayer() throws IOException {
        byte[] whole = SmallModel.weights().toByteArray();
        Path file = folder.resolve("cut.caffemodel");
        Files.write(file, Arrays.copyOf(whole, whole.length - 60));
        Refusal.of(() -> Caffemodel.read(file, SmallModel.SHAPES))
                .matches(
                        "\\Q%s\\E: cut short or damaged at byte \\d+ of %d,"
                                        .formatted(file, whole.length - 60)
                                + " in or after layer 'relu'; copy it again");
    }

    @Test
    void alsoWhenItIsCutAfterItWasOpened() throws IOException {
        byte[] whole = SmallModel.weights().toByteArray();
        Path file = Files.write(folder.resolve("shrinks.caffemodel"), whole);
        Weights weights = Caffemodel.read(file, SmallModel.SHAPES);
        Files.write(file, Arrays.copyOf(whole, whole.length - 50));
        Refusal.of(() -> weights.of("fc"))
                .isEqualTo(file + ": layer 'fc' cannot be read: the file has become shorter");
    }
}
