package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** With one line that names the file, the layer, what was expected and what was found. */
class WeightsThatDoNotFitAreRefused {
    private static final byte[] FITTING =
            CaffemodelBytes.of("conv", new int[] {3, 2, 3, 3}, new int[] {3});

    @TempDir private Path folder;

    private CommandLineRun forward(byte[] content) throws IOException {
        Path input = folder.resolve("data.npy");
        Npy.write(input, Tensor.zeros(new Shape(1, 2, 5, 7)));
        return CommandLineRun.of(
                "forward",
                "--model",
                CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL),
                "--weights",
                Files.write(weights(), content).toString(),
                "--input",
                "data=" + input,
                "--out",
                folder.resolve("out").toString());
    }

    private Path weights() {
        return folder.resolve("weights.caffemodel");
    }

    private void refused(byte[] content, String problem) throws IOException {
        CommandLineRun run = forward(content);

        assertThat(run.errors().lines().toList())
                .singleElement()
                .asString()
                .startsWith("fcn: " + weights() + ": ")
                .contains(problem);
        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void fittingOnesAreTaken() throws IOException {
        assertThat(forward(FITTING).status()).isZero();
    }

    @Test
    void emptyFile() throws IOException {
        refused(new byte[0], "empty");
    }

    @Test
    void cutShort() throws IOException {
        int half = FITTING.length / 2;
        refused(Arrays.copyOf(FITTING, half), "cut short or damaged at byte 4 of " + half);
    }

    @Test
    void foreignFile() throws IOException {
        refused("GIF89a, not weights".getBytes(StandardCharsets.UTF_8), "not a caffemodel");
    }

    @Test
    void ofAnotherNetwork() throws IOException {
        refused(
                CaffemodelBytes.of("conv", new int[] {4, 2, 3, 3}, new int[] {4}),
                "layer 'conv', blob 0: expected shape 3x2x3x3, found 4x2x3x3");
    }

    @Test
    void withoutABias() throws IOException {
        refused(
                CaffemodelBytes.of("conv", new int[] {3, 2, 3, 3}),
                "layer 'conv': expected 2 blobs");
    }

    @Test
    void withoutTheLayer() throws IOException {
        refused(
                CaffemodelBytes.of("other", new int[] {3, 2, 3, 3}, new int[] {3}),
                "no weights for layer 'conv'");
    }
}
