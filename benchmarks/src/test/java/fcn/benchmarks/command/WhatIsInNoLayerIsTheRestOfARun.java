package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class WhatIsInNoLayerIsTheRestOfARun {
    @TempDir private Path folder;

    /** Of one run the medians are the figures themselves, so they add up. */
    @Test
    void soThatAllOfItIsToldOf() throws IOException {
        String model = CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
        Path json = folder.resolve("time.json");
        CommandLineRun run =
                CommandLineRun.of(
                        "time",
                        "--model",
                        model,
                        "--plan",
                        "ranking",
                        "--runs",
                        "1",
                        "--json",
                        json.toString());
        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("in none of them");

        JsonNode time = JsonMapper.builder().build().readTree(Files.readAllBytes(json));
        double outside = time.get("outside_ms").asDouble();
        assertThat(outside).isPositive();
        assertThat(time.get("layers_ms").asDouble() + outside)
                .isCloseTo(time.at("/network_ms/median").asDouble(), within(1e-9));
    }
}
