package fcn.benchmarks.command;

import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import javax.imageio.ImageIO;

/** Files that appear whole or not at all: written beside their place, then moved to it. */
final class OutputFile {
    private static final ObjectWriter JSON =
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private OutputFile() {}

    /** Writes a file's content to the path it is given. */
    @FunctionalInterface
    interface Content {
        void write(Path file) throws IOException;
    }

    /** Writes a file, and the folders it lies in. */
    static void write(Path file, Content content) throws IOException {
        Path place = file.toAbsolutePath();
        Files.createDirectories(place.getParent());
        Path part = place.resolveSibling("." + place.getFileName() + ".part");
        try {
            content.write(part);
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes a picture into a folder and gives its place. */
    static Path png(Path folder, String name, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name);
        write(file, part -> ImageIO.write(picture, "png", part.toFile()));
        return file;
    }

    /** Writes a record, map or list. */
    static void writeJson(Path file, Object value) throws IOException {
        write(file, part -> Files.writeString(part, json(value) + "\n"));
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
