package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.simd.Species;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class BadInputGetsOneLineAndStatus2 {
    @TempDir private Path folder;

    private static void refused(String problem, String... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.errors().lines().toList())
                .singleElement()
                .asString()
                .startsWith("fcn: ")
                .contains(problem);
        assertThat(run.status()).isEqualTo(2);
    }

    private String small() throws IOException {
        return CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
    }

    private String input() throws IOException {
        Path file = folder.resolve("data.npy");
        Npy.write(file, Tensor.zeros(new Shape(1, 2, 5, 7)));
        return "data=" + file;
    }

    @Test
    void missingModel() {
        refused("nowhere.prototxt", "shapes", "--model", "nowhere.prototxt");
    }

    @Test
    void emptyModel() throws IOException {
        String model = CommandLineRun.file(folder, "empty.prototxt", "");
        refused("empty.prototxt: empty", "shapes", "--model", model);
    }

    @Test
    void typoInModelByLineAndColumn() throws IOException {
        String text = CommandLineRun.SMALL.replace("kernel_size", "kernel_sise");
        String model = CommandLineRun.file(folder, "typo.prototxt", text);
        refused("typo.prototxt:8:", "shapes", "--model", model);
    }

    @Test
    void sizeThatMakesAnOutputEmpty() throws IOException {
        String text = CommandLineRun.SMALL.replace("pad: 1", "pad: 0");
        String model = CommandLineRun.file(folder, "model.prototxt", text);
        refused("'conv'", "shapes", "--model", model, "--size", "2x2");
    }

    @Test
    void sizeThatIsNone() {
        refused("'5' is no size", "shapes", "--size", "5");
    }

    @Test
    void missingInput() throws IOException {
        refused("--input data=FILE.npy", "forward", "--model", small());
    }

    @Test
    void inputThatIsNoArray() throws IOException {
        String file = CommandLineRun.file(folder, "text.npy", "not an array");
        refused("text.npy", "forward", "--model", small(), "--input", "data=" + file);
    }

    @Test
    void blobThatIsNeverProduced() throws IOException {
        refused("foo", "forward", "--model", small(), "--input", input(), "--save", "foo");
    }

    @Test
    void pictureThatIsNone() throws IOException {
        String file = CommandLineRun.file(folder, "picture.png", "not a picture");
        refused("no picture", "segment", file);
    }

    @Test
    void missingPicture() {
        refused("nowhere.png", "segment", "nowhere.png");
    }

    @Test
    void inputTooLargeForTheHeap() throws IOException {
        refused("-Xmx", "time", "--model", small(), "--size", "99999x5000");
    }

    @Test
    void kernelThatDoesNotExist() {
        refused("'NOPE'", "check", "NOPE", "ic3oc4ih5kh3");
    }

    @Test
    void runsAndMinutesThatAreNoNumber() {
        refused("'few' is no number of runs", "check", "DIRECT", "ic3oc4ih5kh3", "--runs", "few");
        refused("'0' is no number from 1", "bench", "--minutes", "0");
    }

    @Test
    void vectorsOfNoWidthOrNumber() {
        refusedWith(Species.PROPERTY, "100");
        refusedWith(Species.REGISTERS_PROPERTY, "8");
    }

    private static void refusedWith(String property, String value) {
        String before = System.getProperty(property);
        System.setProperty(property, value);
        try {
            refused(property + "=" + value, "check", "DIRECT", "ic3oc4ih5kh3");
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    @Test
    void shapeThatIsNone() {
        refused("nonsense", "check", "ALL", "nonsense");
    }

    @Test
    void unknownOption() {
        refused("--nope", "shapes", "--nope");
    }

    @Test
    void unknownCommandWithASuggestion() {
        refused("did you mean shapes", "shaps");
    }
}
