package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

class TheFirstResultCountsFromTheCall {
    @TempDir private Path folder;

    /** Here nobody's launcher was called, so from the start of this JVM. */
    @Test
    void thatIsLongerThanWhatItIsMadeOfAndOverNow() throws IOException {
        String model = CommandLineRun.file(folder, "small.prototxt", CommandLineRun.SMALL);
        Path json = folder.resolve("time.json");
        long before = ManagementFactory.getRuntimeMXBean().getUptime();
        CommandLineRun run =
                CommandLineRun.of(
                        "time", "--model", model, "--plan", "once", "--runs", "1", "--json",
                        "" + json);
        assertThat(run.status()).as(run.errors()).isZero();
        JsonNode time = JsonMapper.builder().build().readTree(Files.readAllBytes(json));
        double made = time.get("prepare_ms").asDouble() + time.get("first_ms").asDouble();
        assertThat(time.get("first_result_ms").asDouble())
                .isGreaterThanOrEqualTo(Math.floor(before + made))
                .isLessThanOrEqualTo(1.0 + ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
