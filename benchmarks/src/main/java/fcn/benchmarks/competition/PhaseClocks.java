package fcn.benchmarks.competition;

import fcn.benchmarks.progress.Progress;
import fcn.reports.performance.Contest;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Result;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clocks the phases of each layer's fastest kernel, layers of one shape once. */
public final class PhaseClocks {
    private static final Repetitions REPETITIONS = new Repetitions(1, 2, 0.15, 5, 0.2);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PhaseClocks() {}

    /** Writes {@link PhaseTimes#FILE} beside a file of results, whole. */
    public static void write(List<Contest> contests, Path results, Progress progress)
            throws IOException {
        Map<String, Result> winners = new LinkedHashMap<>();
        Map<String, String> layers = new LinkedHashMap<>();
        for (Contest contest : contests) {
            contest.winner()
                    .ifPresent(
                            winner -> {
                                winners.putIfAbsent(winner.shape().toString(), winner);
                                layers.putIfAbsent(winner.shape().toString(), contest.layer());
                            });
        }
        ArrayNode all = JSON.createArrayNode();
        for (Map.Entry<String, Result> entry : winners.entrySet()) {
            Result winner = entry.getValue();
            String layer = layers.get(entry.getKey());
            progress.says("clocking the phases of " + winner.kernel().name() + " on " + layer);
            Pairing pairing =
                    Pairing.of(
                                    winner.shape(),
                                    List.of(layer),
                                    Map.of(winner.kernel(), winner.milliseconds()))
                            .getFirst();
            JmhFork.Outcome outcome = JmhFork.clocked(pairing, winner.threads(), REPETITIONS);
            if (outcome.json() != null) {
                JSON.readTree(outcome.json()).forEach(all::add);
            }
        }
        Files.write(results.resolveSibling(PhaseTimes.FILE), JSON.writeValueAsBytes(all));
    }
}
