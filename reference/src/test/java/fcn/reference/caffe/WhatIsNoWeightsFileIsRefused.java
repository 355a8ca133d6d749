package fcn.reference.caffe;

import fcn.reference.Refusal;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

class WhatIsNoWeightsFileIsRefused {
    @TempDir private Path folder;

    @Test
    void aMissingFile() {
        Path missing = folder.resolve("missing.caffemodel");
        refusal(missing).startsWith(missing + ": no such file");
    }

    @Test
    void aFolder() {
        refusal(folder).startsWith(folder + ": not a file");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        refusal(empty).isEqualTo(empty + ": empty; copy it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>\n<html></html>",
                "name: \"net\"\nlayer { }",
                "version https://git-lfs.github.com/spec/v1",
                "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR",
                "\u0089HDF\r\n\u001a\n\0\0\0\0\0",
                "PK\u0003\u0004\u0014\0",
                "\n\u0003net"
            })
    void aFileOfAnotherKind(String content) throws IOException {
        Path file = folder.resolve("foreign");
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        refusal(file)
                .isEqualTo(file + ": not a caffemodel; give Caffe's binary weights or 'synthetic'");
    }

    @Test
    void anyFileOfRandomBytes() throws IOException {
        Random random = new Random(20);
        Path file = folder.resolve("random");
        for (int i = 0; i < 500; i++) {
            byte[] content = new byte[1 + random.nextInt(300)];
            random.nextBytes(content);
            if (i % 2 == 0) {
                content[0] = 0x12;
            }
            Files.write(file, content);
            refusal(file).startsWith(file + ": ");
        }
    }

    @Test
    void aFileBeyondWhatProtobufCanHold() throws IOException {
        Path file = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        refusal(file).startsWith(file + ": 2147483648 bytes");
    }

    private static AbstractStringAssert<?> refusal(Path file) {
        return Refusal.of(() -> Caffemodel.read(file, SmallModel.SHAPES));
    }
}
