package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.Refusal;
import fcn.reference.network.WeightBlob;
import fcn.reference.network.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An interrupted thread closes the file that it reads; the next one reads it all the same. */
class ReadingGoesOnAfterAnInterrupt {
    @TempDir private Path folder;

    @Test
    void byAnotherThread() throws IOException {
        Path file = folder.resolve("small.caffemodel");
        Files.write(file, SmallModel.weights().toByteArray());
        Weights weights = Caffemodel.read(file, SmallModel.SHAPES);
        WeightBlob blob = weights.blobs("conv").getFirst();
        float[] expected = blob.whole().data();

        Thread.currentThread().interrupt();
        try {
            Refusal.of(blob::whole).matches(".* layer 'conv' cannot be read: .*");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(blob.whole().data()).isEqualTo(expected);
    }
}
