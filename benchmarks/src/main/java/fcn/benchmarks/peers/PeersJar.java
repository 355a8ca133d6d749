package fcn.benchmarks.peers;

import fcn.reference.BadInputException;
import fcn.reports.results.PeerResults;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** {@code peers.jar}, which the profile {@code peers} builds, and the libraries' jars beside it. */
final class PeersJar {
    private static final String MAIN = "fcn.peers.Main";

    /** JavaCPP counts no memory and collects no garbage for it; the heap holds fc6 twice. */
    private static final List<String> OPTIONS =
            List.of(
                    "-Xmx5g",
                    "-Dorg.bytedeco.javacpp.maxBytes=0",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

    private final Path own;
    private final Path jar;

    /**
     * The one that belongs to a {@code benchmarks.jar}.
     *
     * @throws BadInputException when it was not built
     */
    PeersJar(Path own) {
        this.own = own;
        this.jar =
                own.toAbsolutePath()
                        .getParent()
                        .resolveSibling(Path.of("peers", "target", "peers.jar"));
        if (!Files.exists(jar)) {
            throw new BadInputException(
                    jar + ": not built; build it with: mvn -Ppeers package -DskipTests");
        }
    }

    /** The catalogue: name, title, and how the names of its jars begin. */
    List<Entrant> entrants() throws IOException {
        List<Entrant> entrants = new ArrayList<>();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                own + File.pathSeparator + jar,
                                MAIN,
                                "list")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> parts = List.of(line.split("\t"));
                entrants.add(entrant(parts.get(0), parts.get(1), parts.subList(2, parts.size())));
            }
        }
        if (entrants.isEmpty()) {
            throw new BadInputException(
                    jar + ": lists no peers; build it again: mvn -Ppeers package -DskipTests");
        }
        return entrants;
    }

    private Entrant entrant(String name, String title, List<String> jars) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(own, jar));
        long bytes = 0;
        for (String beginning : jars) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(
                            jar.resolveSibling("libraries"), beginning + "-[0-9]*.jar")) {
                for (Path library : found) {
                    classPath.add(library);
                    bytes += Files.size(library);
                }
            }
        }
        return new Entrant(title, classPath, MAIN, List.of(name), OPTIONS, bytes, false, true);
    }

    /**
     * Our own: by a measured plan; and on the network, without the frame's saving, and by the
     * built-in ranking.
     */
    static List<Entrant> ours(Path own, Path folder) throws IOException {
        long bytes = ownBytes(own);
        List<String> options = new ArrayList<>(OwnJvm.memory());
        options.add("-Xmx6g");
        List<Entrant> ours = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        names.put(Ours.PLANNED, PeerResults.OURS);
        names.put(Ours.WHOLE, PeerResults.OURS + ", whole frame");
        names.put(Ours.RANKED, PeerResults.OURS + ", built-in ranking");
        names.forEach(
                (how, name) ->
                        ours.add(
                                new Entrant(
                                        name,
                                        List.of(own),
                                        Ours.class.getName(),
                                        List.of(folder.toString(), how),
                                        options,
                                        bytes,
                                        true,
                                        how.equals(Ours.PLANNED))));
        return ours;
    }

    /** Compressed bytes of what a program of its own would need of {@code benchmarks.jar}. */
    private static long ownBytes(Path own) throws IOException {
        try (JarFile file = new JarFile(own.toFile())) {
            return file.stream()
                    .filter(
                            entry ->
                                    entry.getName()
                                            .matches(
                                                    "(fcn/kernels|fcn/reference|com/google/protobuf)/.*"))
                    .mapToLong(ZipEntry::getCompressedSize)
                    .sum();
        }
    }
}
