package fcn.benchmarks.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.Input;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class WhatIsKeptIsReadOrIgnoredWithAWarning {
    @TempDir private Path folder;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Measured> steps =
            Map.of("a step", new Measured(2, 1, 3, 10, 20), "another", new Measured(5, 5, 5, 0, 0));

    private static Network network(int height) {
        Input input = new Input(List.of(new Shape(1, 3, height, 8)));
        return new Network("net", List.of(new Node("data", input, List.of(), List.of("data"))));
    }

    private CostCache cache(int height, int threads) {
        return new CostCache(folder.resolve("made"), network(height), threads);
    }

    @Test
    void itComesBackAsItWasWritten() throws IOException {
        assertThat(cache(8, 2).read(warnings::add)).isEmpty();
        cache(8, 2).write(steps);
        assertThat(cache(8, 2).read(warnings::add)).contains(steps);
        assertThat(warnings).isEmpty();
    }

    @Test
    void anotherSizeOrNumberOfThreadsHasItsOwn() throws IOException {
        cache(8, 2).write(steps);
        assertThat(cache(9, 2).read(warnings::add)).isEmpty();
        assertThat(cache(8, 1).read(warnings::add)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aForeignFileIsIgnored() throws IOException {
        cache(8, 2).write(steps);
        Files.copy(cache(8, 2).file(), cache(9, 2).file());
        ignored(cache(9, 2), "measured under");
    }

    @Test
    void aDamagedFileIsIgnored() throws IOException {
        cache(8, 2).write(steps);
        Path file = cache(8, 2).file();
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        ignored(cache(8, 2), "damaged");
        Files.writeString(file, text.replace("\"milliseconds\":2.0", "\"milliseconds\":-2.0"));
        ignored(cache(8, 2), "damaged");
        Files.writeString(file, "{}");
        ignored(cache(8, 2), "damaged");
        Files.writeString(file, "");
        ignored(cache(8, 2), "damaged");
    }

    private void ignored(CostCache cache, String why) {
        warnings.clear();
        assertThat(cache.read(warnings::add)).isEmpty();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.getFirst())
                .contains(cache.file().toString(), why, "ignored")
                .doesNotContain("\n");
    }
}
