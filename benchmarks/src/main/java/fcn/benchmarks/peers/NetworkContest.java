package fcn.benchmarks.peers;

import fcn.benchmarks.statistics.Median;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Npy;
import fcn.reports.results.PeerResults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The whole network on one number of threads: each peer in turns with ours, one peer after the
 * other, since not all of them have room in memory at once.
 */
final class NetworkContest {
    /** Processes of an entrant that are timed from their start, one after the other. */
    private static final int STARTS = 3;

    private final List<Entrant> entrants;
    private final Path folder;
    private final Path log;
    private final int threads;
    private final Map<String, PeerResults.Entry> entries = new LinkedHashMap<>();
    private final List<Double> ours = new ArrayList<>();

    /**
     * A contest.
     *
     * @param entrants ours first
     * @param folder with the model
     */
    NetworkContest(List<Entrant> entrants, Path folder, Path log, int threads) {
        this.entrants = entrants;
        this.folder = folder;
        this.log = log;
        this.threads = threads;
    }

    /** Lets every entrant write the network in its own form. */
    static void describe(List<Entrant> entrants, Path folder, Path log) throws IOException {
        for (Entrant entrant : entrants) {
            try (Worker worker = new Worker(entrant.process(1), log)) {
                worker.ask(Message.Request.on(Message.Action.DESCRIBE, folder));
            }
        }
    }

    /**
     * Measures.
     *
     * @param witness the name of the entrant whose output the others' are held against
     * @param progress hears each entrant's name
     */
    PeerResults.Case run(Network network, String witness, Consumer<String> progress)
            throws IOException {
        Entrant first = entrants.getFirst();
        progress.accept(first.name());
        Started started = start(first);
        try (Worker own = started.worker) {
            for (Entrant entrant : entrants.subList(1, entrants.size())) {
                progress.accept(entrant.name());
                Started other = start(entrant);
                try (Worker worker = other.worker) {
                    PeerResults.Entry entry = other.entry;
                    Map<String, Worker> ready = new LinkedHashMap<>();
                    if (started.entry.failure() == null && entry.failure() == null) {
                        ready.put(first.name(), own);
                        ready.put(entrant.name(), worker);
                    }
                    Map<String, Turns> turns = Turns.take(first.name(), ready, 0);
                    ours.addAll(turns.getOrDefault(first.name(), Turns.NONE).own());
                    entries.put(
                            entrant.name(),
                            timed(entry, turns.getOrDefault(entrant.name(), Turns.NONE)));
                }
            }
            entries.put(first.name(), timed(started.entry, new Turns(ours, ours)));
        }
        Map<String, Double> errors = errors(witness);
        List<PeerResults.Entry> all = new ArrayList<>();
        for (Entrant entrant : entrants) {
            all.add(with(entries.get(entrant.name()), errors.get(entrant.name())));
        }
        return new PeerResults.Case(
                network.name(), List.of(), "", threads, Shapes.of(network).flops(), all);
    }

    /** An entrant's process that is ready to run, and what it took until then. */
    private record Started(Worker worker, PeerResults.Entry entry) {}

    /** Starts an entrant some times and keeps the last process. */
    private Started start(Entrant entrant) throws IOException {
        List<Double> firsts = new ArrayList<>();
        while (true) {
            Worker worker = new Worker(entrant.process(threads), log);
            Message.Reply reply = worker.ask(Message.Request.on(Message.Action.NETWORK, folder));
            firsts.add(worker.milliseconds());
            if (reply.failure() != null || firsts.size() == STARTS) {
                double[] all = firsts.stream().mapToDouble(Double::doubleValue).toArray();
                return new Started(worker, ready(entrant, worker, reply, Median.of(all)));
            }
            worker.close();
        }
    }

    /**
     * What it took from the start of the process to the first result, in time and memory; and its
     * output into a file.
     */
    private PeerResults.Entry ready(
            Entrant entrant, Worker worker, Message.Reply reply, double first) {
        Double peak = worker.ask(Message.Request.of(Message.Action.MEMORY)).peakMegabytes();
        if (reply.failure() == null) {
            worker.ask(Message.Request.on(Message.Action.SAVE, output(entrant)));
            worker.ask(Message.Request.lasting(Message.Action.WARM, entrant.fresh() ? 3 : 0));
        }
        return new PeerResults.Entry(
                entrant.name(),
                reply.algorithm(),
                List.of(),
                List.of(),
                null,
                reply.failure() == null ? first : null,
                peak,
                reply.failure());
    }

    private Path output(Entrant entrant) {
        return folder.resolve("score-" + entrants.indexOf(entrant) + ".npy");
    }

    private static PeerResults.Entry timed(PeerResults.Entry entry, Turns turns) {
        return new PeerResults.Entry(
                entry.entrant(),
                entry.algorithm(),
                turns.own(),
                turns.ours(),
                null,
                entry.firstMilliseconds(),
                entry.peakMegabytes(),
                entry.failure());
    }

    private static PeerResults.Entry with(PeerResults.Entry entry, Double error) {
        return new PeerResults.Entry(
                entry.entrant(),
                entry.algorithm(),
                entry.turns(),
                entry.ours(),
                error,
                entry.firstMilliseconds(),
                entry.peakMegabytes(),
                entry.failure());
    }

    private Map<String, Double> errors(String witness) throws IOException {
        Map<String, float[]> outputs = new HashMap<>();
        for (Entrant entrant : entrants) {
            Path file = output(entrant);
            if (Files.exists(file)) {
                outputs.put(entrant.name(), Npy.read(file).data());
                Files.delete(file);
            }
        }
        Map<String, Double> errors = new HashMap<>();
        float[] right = outputs.remove(witness);
        if (right != null) {
            outputs.forEach((name, values) -> errors.put(name, error(right, values)));
        }
        return errors;
    }

    private static double error(float[] right, float[] values) {
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < right.length; i++) {
            double difference = (double) values[i] - right[i];
            squares += (double) right[i] * right[i];
            differences += difference * difference;
        }
        return Math.sqrt(differences / squares);
    }
}
