package fcn.benchmarks.peers;

import fcn.benchmarks.check.Witness;
import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.progress.Progress;
import fcn.kernels.plan.Plan;
import fcn.reference.network.Network;
import fcn.reference.network.Weights;
import fcn.reports.plan.PlanFile;
import fcn.reports.results.Convolutional;
import fcn.reports.results.PeerResults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Ours and the peers on the layers of a network and on the whole of it. */
public final class PeerBench implements AutoCloseable {
    /** The plainest algorithm, whose output the others' are held against on the whole network. */
    private static final String WITNESS = "OPENBLAS";

    private final Network network;
    private final Path own;
    private final PeersJar jar;
    private final Path folder;
    private final Map<LayerCase.Kind, Witness> witnesses = new HashMap<>();

    /**
     * Checks that everything is there.
     *
     * @param own the {@code benchmarks.jar} that runs
     * @throws fcn.reference.BadInputException when the peers were not built
     */
    public PeerBench(Network network, Path own) throws IOException {
        this.network = network;
        this.own = own;
        this.jar = new PeersJar(own);
        this.folder = Files.createTempDirectory("fcn-peers-");
    }

    /**
     * Our kernels on a number of threads.
     *
     * @param plan what runs the network
     * @param fastest the fastest for each layer by itself, and those that come after it
     */
    public record Kernels(Plan plan, List<Plan> fastest) {}

    /**
     * Measures.
     *
     * @param kernels by number of threads
     * @param chosen the layers' names; the network is measured where all are chosen
     * @param out where the log goes
     */
    public PeerResults run(
            Weights weights,
            Map<Integer, Kernels> kernels,
            Predicate<String> chosen,
            Path out,
            String command,
            Progress progress)
            throws IOException {
        long start = System.nanoTime();
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Path log = Files.createDirectories(out).resolve("peers.log");
        Files.deleteIfExists(log);
        progress.says("writing the network");
        ModelFolder.writeWithInput(folder, network, weights);
        for (Map.Entry<Integer, Kernels> entry : kernels.entrySet()) {
            int threads = entry.getKey();
            List<Plan> fastest = entry.getValue().fastest();
            PlanFile.write(Ours.plan(folder, threads), entry.getValue().plan());
            for (int rank = 0; rank < fastest.size(); rank++) {
                PlanFile.write(Ours.fastest(folder, threads, rank), fastest.get(rank));
            }
        }
        List<Entrant> peers = jar.entrants();
        List<Entrant> all = new ArrayList<>(PeersJar.ours(own, folder));
        all.addAll(peers);
        Map<LayerCase.Kind, List<String>> kinds = kinds(chosen);
        progress.begin(kernels.size() * (kinds.size() + all.size()));
        List<PeerResults.Case> cases = new ArrayList<>();
        for (int threads : kernels.keySet()) {
            cases.addAll(layers(all, kinds, log, threads, progress));
        }
        boolean whole = LayerCase.of(network).stream().allMatch(kind -> chosen.test(kind.name()));
        if (whole) {
            NetworkContest.describe(peers, folder, log);
        }
        for (int threads : whole ? kernels.keySet() : Set.<Integer>of()) {
            NetworkContest contest = new NetworkContest(all, folder, log, threads);
            String witness = witness(peers);
            cases.add(
                    contest.run(
                            network,
                            witness,
                            name -> progress.step("network, " + name + ", threads " + threads)));
        }
        return new PeerResults(
                machine(),
                network.name(),
                Convolutional.size(network),
                date,
                Math.round((System.nanoTime() - start) / 1e9),
                command,
                about(all, log),
                cases);
    }

    /** Layers that are the same but for their names are measured once. */
    private Map<LayerCase.Kind, List<String>> kinds(Predicate<String> chosen) {
        Map<LayerCase.Kind, List<String>> kinds = new LinkedHashMap<>();
        Map<LayerCase.Kind, LayerCase.Kind> named = new HashMap<>();
        for (LayerCase.Kind kind : LayerCase.of(network)) {
            if (chosen.test(kind.name())) {
                LayerCase.Kind nameless =
                        new LayerCase.Kind("", kind.shape(), kind.epilogue(), kind.bias());
                LayerCase.Kind first = named.computeIfAbsent(nameless, absent -> kind);
                kinds.computeIfAbsent(first, absent -> new ArrayList<>()).add(kind.name());
            }
        }
        return kinds;
    }

    private List<PeerResults.Case> layers(
            List<Entrant> all,
            Map<LayerCase.Kind, List<String>> kinds,
            Path log,
            int threads,
            Progress progress)
            throws IOException {
        List<PeerResults.Case> cases = new ArrayList<>();
        try (LayerContest contest = new LayerContest(all, folder, log, threads)) {
            for (Map.Entry<LayerCase.Kind, List<String>> entry : kinds.entrySet()) {
                LayerCase.Kind kind = entry.getKey();
                progress.step(kind.name() + ", threads " + threads);
                Witness witness =
                        witnesses.computeIfAbsent(
                                kind,
                                k -> Witness.of(k.shape(), k.epilogue(), k.valued().values()));
                cases.add(contest.run(kind, entry.getValue(), witness));
            }
        }
        return cases;
    }

    private static String witness(List<Entrant> peers) {
        return peers.stream()
                .filter(peer -> peer.arguments().contains(WITNESS))
                .map(Entrant::name)
                .findFirst()
                .orElse("");
    }

    private static List<PeerResults.Entrant> about(List<Entrant> all, Path log) throws IOException {
        List<PeerResults.Entrant> entrants = new ArrayList<>();
        for (Entrant entrant : all) {
            try (Worker worker = new Worker(entrant.process(1), log)) {
                Message.Reply reply = worker.ask(Message.Request.of(Message.Action.ABOUT));
                Map<String, String> about =
                        reply.about() == null ? Map.of("failed", reply.failure()) : reply.about();
                entrants.add(
                        new PeerResults.Entrant(entrant.name(), about, entrant.installBytes()));
            }
        }
        return entrants;
    }

    private static Map<String, String> machine() {
        Machine here = Machine.current();
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", here.cpu());
        machine.put("hardware threads", String.valueOf(here.threads()));
        machine.put("vectors", here.vectorBits() + " bits");
        machine.put("JDK", here.jdk());
        machine.put("system", here.os());
        machine.put("commit", here.commit());
        machine.put(
                "environment",
                String.join(
                        " ",
                        Entrant.environment(0).entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .map(text -> text.replace("THREADS=0", "THREADS=N"))
                                .toList()));
        return machine;
    }

    /** Deletes the network's files. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
