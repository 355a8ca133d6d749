package fcn.reference.caffe;

import fcn.reference.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

class WhatIsNoDescriptionIsRefused {
    @TempDir private Path folder;

    @Test
    void aMissingFile() {
        Path missing = folder.resolve("missing.prototxt");
        Refusal.of(() -> Prototxt.read(missing)).startsWith(missing + ": no such file");
    }

    @Test
    void aFolder() {
        Refusal.of(() -> Prototxt.read(folder)).startsWith(folder + ": not a file");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.prototxt"), " \n");
        Refusal.of(() -> Prototxt.read(file)).startsWith(file + ": empty");
    }

    @Test
    void aFileOfCommentsAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("comments.prototxt"), "# nothing\n");
        Refusal.of(() -> Prototxt.read(file)).startsWith(file + ": it describes no layer");
    }

    @Test
    void aBinaryFile() throws IOException {
        Path file = Files.write(folder.resolve("png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        Refusal.of(() -> Prototxt.read(file)).startsWith(file + ": binary");
    }

    @Test
    void aBinaryFileThatIsValidText() throws IOException {
        Path file = Files.write(folder.resolve("zeros"), new byte[] {'n', 'a', 'm', 'e', 0});
        Refusal.of(() -> Prototxt.read(file)).startsWith(file + ": binary");
    }

    @Test
    void weightsGivenByMistakeUnread() throws IOException {
        Path file = folder.resolve("weights.caffemodel");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 33);
        }
        Refusal.of(() -> Prototxt.read(file))
                .startsWith(file + ": 8589934592 bytes is too much for a network's description");
    }

    @Test
    void textThatIsSomethingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), "<!DOCTYPE html>\n<html>");
        Refusal.of(() -> Prototxt.read(file)).startsWith(file + ":1:1: ");
    }
}
