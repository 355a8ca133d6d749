package fcn.benchmarks.competition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class TurnsBecomeOneResult {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void withAllFigures() {
        JsonNode result =
                JSON.readTree(Interleaving.merged(List.of(turn("2, 4, 6"), turn("8, 10, 12"))))
                        .get(0);
        assertThat(result.get("forks").asInt()).isEqualTo(2);
        assertThat(result.at("/params/kernel").asString()).isEqualTo("DIRECT");
        assertThat(result.at("/primaryMetric/score").asDouble()).isEqualTo(7);
        assertThat(result.at("/primaryMetric/rawData").toString()).isEqualTo("[[2,4,6],[8,10,12]]");
        double low = result.at("/primaryMetric/scoreConfidence/0").asDouble();
        double high = result.at("/primaryMetric/scoreConfidence/1").asDouble();
        // 7 ± t(5, 99.95%) · sqrt(14) / sqrt(6)
        assertThat(high - 7).isBetween(10.48, 10.50);
        assertThat(7 - low).isBetween(10.48, 10.50);
    }

    private static JsonNode turn(String figures) {
        return JSON.readTree(
                """
                {"forks": 1, "params": {"kernel": "DIRECT"},
                 "primaryMetric": {"score": 1, "scorePercentiles": {}, "rawData": [[%s]]}}
                """
                        .formatted(figures));
    }
}
