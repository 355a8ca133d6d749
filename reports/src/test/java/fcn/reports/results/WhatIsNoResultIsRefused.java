package fcn.reports.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.reference.BadInputException;
import fcn.reports.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class WhatIsNoResultIsRefused {
    @TempDir Path folder;

    @Test
    void missing() {
        assertThatThrownBy(() -> Results.read(folder.resolve("none.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void empty() throws IOException {
        refused("", "empty");
        refused("[]", "an empty one");
    }

    @Test
    void foreign() throws IOException {
        refused("{\"a\": 1}", "expected an array");
        refused("[{\"a\": 1}]", "result 1: no field 'params'");
        refused("PK\u0003\u0004", ":1:");
    }

    @Test
    void truncatedNamesThePlace() throws IOException {
        String whole = Files.readString(Samples.jmhResults());
        refused(whole.substring(0, whole.length() / 2), "results.json:");
    }

    @Test
    void anUnknownKernelAnUnknownShapeAndANonTime() throws IOException {
        String whole = Files.readString(Samples.jmhResults());
        refused(whole.replace("DIRECT_SIMD", "WINOGRAD_F99"), "unknown kernel 'WINOGRAD_F99'");
        refused(whole.replace("ic3oc64_", "zz3oc64_"), "unknown key 'zz'");
        refused(whole.replaceFirst("\"score\": [0-9.]+", "\"score\": -1"), "is no time");
        refused(whole.replace("ms/op", "ops/s"), "expected ms/op, found 'ops/s'");
    }

    @Test
    void conditionsThatAreNone() throws IOException {
        Path file = folder.resolve(Conditions.FILE);
        for (String content : new String[] {"", "{", "[]", "{\"threads\": \"x\"}", "{}"}) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> Conditions.read(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(Conditions.FILE);
        }
    }

    @Test
    void conditionsComeBackAsTheyWereWritten() throws IOException {
        Path file = folder.resolve(Conditions.FILE);
        Samples.conditions().write(file);
        assertThat(Conditions.read(file)).isEqualTo(Samples.conditions());
    }

    private void refused(String content, String message) throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, content);
        assertThatThrownBy(() -> Results.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("results.json")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
