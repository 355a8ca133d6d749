package fcn.mutants;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes that kernels' algorithms consist of, inner ones too: those that are mutated. */
final class AlgorithmClasses {
    private static final String PACKAGES = "convolution|transposed|gemm|winograd|fourier";

    private AlgorithmClasses() {}

    /** Their names, from a folder or a jar of classes. */
    static List<String> in(URI classes) throws IOException {
        Path path = Path.of(classes);
        if (Files.isDirectory(path)) {
            return below(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return below(jar.getPath("/"));
        }
    }

    private static List<String> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("fcn/kernels"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.matches("fcn/kernels/(" + PACKAGES + ")/.*\\.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .filter(name -> !name.matches(".*(\\$\\d+|Convolutions|Epilogue|package-info)"))
                    .sorted()
                    .toList();
        }
    }
}
