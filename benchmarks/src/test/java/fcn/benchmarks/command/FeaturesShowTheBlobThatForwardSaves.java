package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

class FeaturesShowTheBlobThatForwardSaves {
    @TempDir private Path folder;
    private String model;
    private Path input;

    @BeforeEach
    void prepare() throws IOException {
        model = CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
        input = folder.resolve("in.npy");
        Tensor ramp = Tensor.zeros(new Shape(1, 2, 6, 9));
        for (int i = 0; i < ramp.data().length; i++) {
            ramp.data()[i] = i % 11 - 5;
        }
        Npy.write(input, ramp);
    }

    private CommandLineRun run(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(
                new String[] {"--model", model, "--out", folder.toString()},
                0,
                all,
                arguments.length,
                4);
        return CommandLineRun.of(all);
    }

    @Test
    void valueByValue() throws IOException {
        assertThat(run("forward", "--input", "data=" + input, "--save", "conv").status()).isZero();
        CommandLineRun features =
                run(
                        "features",
                        input.toString(),
                        "--layer",
                        "conv",
                        "--scale",
                        "common",
                        "--colors",
                        "grey");
        assertThat(features.status()).isZero();
        Tensor conv = Npy.read(folder.resolve("conv.npy"));
        float min = Float.MAX_VALUE;
        float max = -Float.MAX_VALUE;
        for (float value : conv.data()) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        BufferedImage grid = ImageIO.read(folder.resolve("in_conv.png").toFile());
        assertThat(grid.getWidth()).as("two columns").isEqualTo(2 * 10 - 1);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 6; y++) {
                for (int x = 0; x < 9; x++) {
                    double share = ((double) conv.at(0, c, y, x) - min) / ((double) max - min);
                    long level = Math.round(252 * share);
                    assertThat(grid.getRGB(c % 2 * 10 + x, c / 2 * 7 + y) & 0xff)
                            .as("map %d, row %d, column %d", c, y, x)
                            .isEqualTo(Math.round(level * 255f / 252));
                }
            }
        }
        assertThat(Files.readString(folder.resolve("in_features.html")))
                .contains("Feature maps of conv", "3 maps of 6 × 9");
    }

    @Test
    void allOnOnePage() throws IOException {
        Path json = folder.resolve("features.json");
        CommandLineRun all = run("features", input.toString(), "--json", json.toString());
        assertThat(all.status()).isZero();
        assertThat(Files.readString(folder.resolve("in_features.html")))
                .containsSubsequence(
                        "From the input to the score", "id=\"blob-data\"", "id=\"blob-conv\"");
        assertThat(Files.readString(json)).contains("\"dead\"", "\"histogram\"");
        assertThat(folder.resolve("in_conv.png")).doesNotExist();
    }

    @Test
    void refusingLayersThatAreNot() {
        CommandLineRun run = run("features", input.toString(), "--layer", "cnov");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors().lines()).singleElement().asString().contains("--layer cnov");
    }

    @Test
    void refusingPicturesForNetworksOfOtherChannels() throws IOException {
        Path picture = folder.resolve("p.png");
        ImageIO.write(new BufferedImage(9, 6, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        CommandLineRun run = run("features", picture.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains("takes 2 channels");
    }
}
