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
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The committed page of a comparison holds what the results beside it say. */
class TheExampleOfCompareIsItsResults {
    private static final Path EXAMPLES = Path.of("../reports/examples");
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "href=\"data:application/json;charset=utf-8;base64,([^\"]+)\"[^>]*>"
                            + "comparison\\.json<");

    @Test
    void rowForRow(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("comparison.json");
        Path results = EXAMPLES.resolve("compare");
        CommandLineRun run =
                CommandLineRun.of(
                        "compare",
                        results.resolve("baseline").toString(),
                        results.toString(),
                        "--json",
                        json.toString());
        assertThat(run.errors()).isEmpty();
        JsonNode told = new JsonMapper().readTree(json).get("rows");

        JsonNode drawn = numbers(Files.readString(EXAMPLES.resolve("compare.html")));
        assertThat(drawn.size()).isEqualTo(told.size()).isPositive();
        for (int i = 0; i < told.size(); i++) {
            for (String name : new String[] {"layer", "kernel", "verdict"}) {
                assertThat(drawn.get(i).get(name).asString())
                        .isEqualTo(told.get(i).get(name).asString());
            }
            for (String name : new String[] {"a_ms", "b_ms", "ratio", "low", "high", "p"}) {
                assertThat(drawn.get(i).get(name).asDouble())
                        .as(name)
                        .isCloseTo(told.get(i).get(name).asDouble(), within(1e-12));
            }
        }
        assertThat(Files.readString(EXAMPLES.resolve("compare.md")))
                .contains(told.size() + " compared at 2%");
    }

    private static JsonNode numbers(String page) {
        Matcher numbers = NUMBERS.matcher(page);
        assertThat(numbers.find()).isTrue();
        return new JsonMapper().readTree(Base64.getDecoder().decode(numbers.group(1)));
    }
}
