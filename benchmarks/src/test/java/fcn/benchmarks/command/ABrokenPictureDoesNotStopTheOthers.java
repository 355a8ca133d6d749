package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

class ABrokenPictureDoesNotStopTheOthers {
    private static final String MODEL =
            """
            name: "tiny"
            layer {
              name: "data" type: "Input" top: "data"
              input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } }
            }
            layer {
              name: "score" type: "Convolution" bottom: "data" top: "score"
              convolution_param { num_output: 21 kernel_size: 1 }
            }
            """;

    @TempDir private Path folder;
    private Path pictures;
    private Path out;

    @BeforeEach
    void draw() throws IOException {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        out = folder.resolve("out");
        picture("a.png", 9, 7);
        picture("c.png", 12, 5);
        picture("d.bmp", 9, 7);
        Files.writeString(pictures.resolve("b.png"), "not a picture");
        Files.writeString(pictures.resolve("notes.txt"), "not meant");
    }

    private void picture(String name, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 3, 0xff8000);
        String format = name.substring(name.indexOf('.') + 1);
        ImageIO.write(picture, format, pictures.resolve(name).toFile());
    }

    private CommandLineRun segment(Object... files) throws IOException {
        String model = CommandLineRun.file(folder, "tiny.prototxt", MODEL);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "segment",
                                "--quiet",
                                "--model",
                                model,
                                "--out",
                                out.toString(),
                                "--json",
                                folder.resolve("result.json").toString()));
        for (Object file : files) {
            arguments.add(file.toString());
        }
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void inAFolder() throws IOException {
        CommandLineRun run = segment(pictures);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors().lines()).singleElement().asString().contains("b.png: no picture");
        for (String name : List.of("a", "c", "d")) {
            assertThat(out.resolve(name + "_labels.png")).exists();
            assertThat(out.resolve(name + "_overlay.png")).exists();
            assertThat(out.resolve(name + "_confidence.png")).exists();
        }
        assertThat(out.resolve("b_labels.png")).doesNotExist();
        assertThat(Files.readString(out.resolve("segmentation.html")))
                .containsSubsequence(
                        "<h3>a.png", "<h3>c.png", "<h3>d.bmp", "Not segmented", "b.png");
        assertThat(Files.readString(folder.resolve("result.json")))
                .contains("a.png", "\"failed\"", "b.png: no picture");
        BufferedImage labels = ImageIO.read(out.resolve("c_labels.png").toFile());
        assertThat(labels.getWidth()).isEqualTo(12);
        assertThat(labels.getHeight()).isEqualTo(5);
    }

    @Test
    void whereOneIsMissing() throws IOException {
        CommandLineRun run = segment(pictures.resolve("nowhere.png"), pictures.resolve("a.png"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors().lines()).singleElement().asString().contains("nowhere.png");
        assertThat(out.resolve("a_labels.png")).exists();
    }

    @Test
    void norDoPicturesMadeBefore() throws IOException {
        Files.delete(pictures.resolve("b.png"));
        out = pictures;
        assertThat(segment(pictures).status()).isZero();
        assertThat(segment(pictures).status()).isZero();
        assertThat(pictures.resolve("a_labels_labels.png")).doesNotExist();
    }

    @Test
    void norDoTwoOfOneName() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("a.png");
        Files.copy(pictures.resolve("c.png"), other);
        assertThat(segment(pictures.resolve("a.png"), other).status()).isZero();
        assertThat(ImageIO.read(out.resolve("a_labels.png").toFile()).getWidth()).isEqualTo(9);
        assertThat(ImageIO.read(out.resolve("a-2_labels.png").toFile()).getWidth()).isEqualTo(12);
    }
}
