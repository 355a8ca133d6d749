package fcn.benchmarks.tuning;

import fcn.benchmarks.machine.Machine;
import fcn.kernels.simd.Species;
import fcn.reference.network.Network;
import fcn.reports.results.Convolutional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Times of a network's steps, kept from run to run: a file for each machine, JDK, version of this
 * program, vector width and registers, number of threads, network and size, in the user's cache
 * folder ({@code $XDG_CACHE_HOME/fcn-kernels}, or {@code ~/.cache/fcn-kernels}).
 */
public final class CostCache {
    /** A system property with another folder. */
    public static final String FOLDER = "fcn.cache";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private final Path file;
    private final Map<String, String> key;

    /** What a file holds. */
    record Content(Map<String, String> key, Map<String, Measured> steps) {}

    /** The file for a network on this machine. */
    public CostCache(Network network, int threads) {
        this(folder(), network, threads);
    }

    CostCache(Path folder, Network network, int threads) {
        Machine here = Machine.current();
        key = new LinkedHashMap<>();
        key.put("processor", here.cpu());
        key.put("hardware threads", String.valueOf(here.threads()));
        key.put("JDK", here.jdk());
        key.put("vectors", here.vectorBits() + " bits");
        key.put("registers", String.valueOf(Species.REGISTERS));
        key.put("program", here.commit());
        key.put("threads", String.valueOf(threads));
        key.put("network", network.name());
        key.put("size", Convolutional.size(network));
        key.put("layers", digest(network.toString()));
        file = folder.resolve("costs-" + digest(key.toString()) + ".json");
    }

    private static Path folder() {
        String given = System.getProperty(FOLDER);
        if (given != null) {
            return Path.of(given);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        boolean usable = xdg != null && !xdg.isEmpty() && Path.of(xdg).isAbsolute();
        Path base = usable ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("fcn-kernels");
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }

    public Path file() {
        return file;
    }

    /** The times; empty where there is no file, or, with a warning, one that cannot be used. */
    public Optional<Map<String, Measured>> read(Consumer<String> warnings) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Content content = JSON.readValue(Files.readAllBytes(file), Content.class);
            if (content == null || content.key == null || content.steps == null) {
                warnings.accept(file + ": damaged (fields are missing); ignored, remove it");
            } else if (!content.key.equals(key)) {
                warnings.accept(file + ": measured under " + content.key + "; ignored, remove it");
            } else if (!content.steps.values().stream()
                    .allMatch(m -> m != null && m.isPlausible())) {
                warnings.accept(file + ": damaged (a time is none); ignored, remove it");
            } else {
                return Optional.of(content.steps);
            }
        } catch (IOException | JacksonException e) {
            warnings.accept(
                    file
                            + ": damaged ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "); ignored, remove it");
        }
        return Optional.empty();
    }

    /** Writes the file, whole or not at all. */
    public void write(Map<String, Measured> steps) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(file.getParent(), "costs-", ".part");
        try {
            Files.write(part, JSON.writeValueAsBytes(new Content(key, steps)));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
