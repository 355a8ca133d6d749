package fcn.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.benchmarks.check.Witness;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.BadInputException;
import fcn.reference.caffe.Prototxt;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reports.plan.PlanFile;
import fcn.reports.results.PeerResults;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class EntrantsTakeTurnsInProcessesOfTheirOwn {
    private static final String MISSING = "missing";
    private static final String WHOLE = PeerResults.OURS + ", whole frame";
    private static final String RANKED = PeerResults.OURS + ", built-in ranking";

    private final Network network =
            Prototxt.parse(
                    "small",
                    """
                    name: "small"
                    layer { name: "input" type: "Input" top: "data"
                      input_param { shape { dim: 1 dim: 3 dim: 13 dim: 10 } } }
                    layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
                      convolution_param { num_output: 16 kernel_size: 3 pad: 6 } }
                    layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
                    """);

    @TempDir private Path folder;
    private Path log;

    @BeforeEach
    void model() throws IOException {
        log = folder.resolve("peers.log");
        ModelFolder.writeWithInput(folder, network, new SyntheticWeights(Shapes.of(network)));
        PlanFile.write(Ours.plan(folder, 1), direct());
        PlanFile.write(Ours.fastest(folder, 1, 0), direct()); // wrongly
        PlanFile.write(Ours.fastest(folder, 1, 1), Ranking.plan(network));
    }

    /** A plan that is not the ranking's. */
    private Plan direct() {
        Plan.Choice choice = new Plan.Choice(Convolutions.DIRECT, "");
        return new Plan(network.name(), Ranking.plan(network).size(), Map.of("conv", choice));
    }

    @Test
    void onALayer() throws IOException {
        LayerCase.Kind kind = LayerCase.of(network).getFirst();
        Witness witness = Witness.of(kind.shape(), kind.epilogue(), kind.valued().values());
        PeerResults.Case found;
        try (LayerContest contest = new LayerContest(entrants(), folder, log, 1)) {
            found = contest.run(kind, List.of("conv"), witness);
        }
        assertThat(kind.epilogue().relu()).isTrue();
        for (String name : List.of(PeerResults.OURS, WHOLE)) {
            PeerResults.Entry entry = found.of(name).orElseThrow();
            assertThat(entry.failure()).isNull();
            assertThat(entry.error()).isLessThan(1e-6);
            assertThat(entry.algorithm())
                    .isEqualTo(Ranking.plan(network).choices().get("conv").kernel().name());
            // forth and back, an even number; ours in the same turns
            assertThat(entry.turns()).hasSizeGreaterThanOrEqualTo(4).hasSameSizeAs(entry.ours());
            assertThat(entry.turns().size() % 2).isZero();
        }
        assertThat(found.of(PeerResults.OURS).orElseThrow().turns())
                .startsWith(found.of(WHOLE).orElseThrow().ours().toArray(Double[]::new));
        failed(found);
    }

    @Test
    void onTheNetwork() throws IOException {
        PeerResults.Case found =
                new NetworkContest(entrants(), folder, log, 1)
                        .run(network, PeerResults.OURS, name -> {});
        PeerResults.Entry ours = found.of(PeerResults.OURS).orElseThrow();
        assertThat(ours.failure()).isNull();
        assertThat(ours.algorithm()).isEqualTo("DIRECT");
        assertThat(found.of(RANKED).orElseThrow().algorithm())
                .isEqualTo(Ranking.plan(network).choices().get("conv").kernel().name())
                .isNotEqualTo("DIRECT");
        for (String name : List.of(WHOLE, RANKED)) {
            PeerResults.Entry other = found.of(name).orElseThrow();
            assertThat(other.failure()).isNull();
            assertThat(other.turns()).hasSizeGreaterThanOrEqualTo(4).hasSameSizeAs(other.ours());
            assertThat(other.error()).isLessThan(1e-6);
            assertThat(other.firstMilliseconds()).isGreaterThan(other.turns().getFirst());
        }
        failed(found);
    }

    @Test
    void whatIsNotBuiltIsAskedForInALine() {
        assertThatThrownBy(() -> new PeersJar(folder.resolve("target").resolve("benchmarks.jar")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("peers.jar")
                .hasMessageContaining("mvn -Ppeers package -DskipTests");
    }

    private static void failed(PeerResults.Case found) {
        PeerResults.Entry entry = found.of(MISSING).orElseThrow();
        assertThat(entry.turns()).isEmpty();
        assertThat(entry.failure()).contains("its process ended").contains("peers.log");
    }

    private static String how(String name) {
        return switch (name) {
            case WHOLE -> Ours.WHOLE;
            case RANKED -> Ours.RANKED;
            default -> Ours.PLANNED;
        };
    }

    private List<Entrant> entrants() {
        List<Path> classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(Files::exists)
                        .toList();
        List<Entrant> entrants = new ArrayList<>();
        for (String name : List.of(PeerResults.OURS, WHOLE, RANKED, MISSING)) {
            entrants.add(
                    new Entrant(
                            name,
                            classPath,
                            name.equals(MISSING) ? "fcn.Missing" : Ours.class.getName(),
                            List.of(folder.toString(), how(name)),
                            List.of("-Xmx500m"),
                            0,
                            name.equals(PeerResults.OURS),
                            true));
        }
        return entrants;
    }
}
