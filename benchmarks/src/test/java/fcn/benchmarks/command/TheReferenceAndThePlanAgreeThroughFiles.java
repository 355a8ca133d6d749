package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class TheReferenceAndThePlanAgreeThroughFiles {
    @TempDir private Path folder;

    @Test
    void onASmallNetwork() throws IOException {
        Path input = folder.resolve("data.npy");
        Tensor ramp = Tensor.zeros(new Shape(2, 2, 6, 9));
        for (int i = 0; i < ramp.data().length; i++) {
            ramp.data()[i] = i % 11 - 5;
        }
        Npy.write(input, ramp);
        float[] planned = saved("planned", input);
        float[] reference = saved("reference", input);

        assertThat(reference).hasSize(2 * 3 * 6 * 9);
        for (int i = 0; i < reference.length; i++) {
            assertThat(planned[i]).isCloseTo(reference[i], within(1e-4f));
        }
    }

    private float[] saved(String engine, Path input) throws IOException {
        String model = CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
        Path out = folder.resolve(engine);
        CommandLineRun run =
                CommandLineRun.of(
                        "forward",
                        "--model",
                        model,
                        "--input",
                        "data=" + input,
                        "--save",
                        "conv",
                        "--engine",
                        engine,
                        "--out",
                        out.toString());
        assertThat(run.errors()).contains("synthetic");
        assertThat(run.status()).isZero();
        return Npy.read(out.resolve("conv.npy")).data();
    }
}
