package fcn.benchmarks.peers;

import fcn.benchmarks.check.Witness;
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

/**
 * All entrants on one layer after the other, on one number of threads. Their processes live side by
 * side and take turns, forth and back, so that any two of them are measured A B B A.
 */
final class LayerContest implements AutoCloseable {
    private static final double TURN_SECONDS = 0.04;
    private static final double WARM_SECONDS = 0.2;

    /** A JVM compiles meanwhile. */
    private static final double FRESH_WARM_SECONDS = 0.8;

    /** Whose values are further off did not compute the layer. */
    private static final double WRONG = 1e-3;

    private final Path folder;
    private final Path log;
    private final int threads;
    private final List<Entrant> entrants;
    private final Map<Entrant, Worker> workers = new HashMap<>();

    /**
     * A contest.
     *
     * @param entrants ours first
     * @param folder for outputs
     * @param log for what the processes print
     */
    LayerContest(List<Entrant> entrants, Path folder, Path log, int threads) {
        this.entrants = entrants.stream().filter(Entrant::layers).toList();
        this.folder = folder;
        this.log = log;
        this.threads = threads;
    }

    /** Measures a layer; {@code layers} are all that are the same but for their names. */
    PeerResults.Case run(LayerCase.Kind kind, List<String> layers, Witness witness)
            throws IOException {
        Map<String, String> algorithms = new HashMap<>();
        Map<String, String> failures = new HashMap<>();
        Map<String, Double> errors = new HashMap<>();
        Map<String, Worker> ready = new LinkedHashMap<>();
        for (Entrant entrant : entrants) {
            Worker worker = worker(entrant);
            Message.Reply reply = worker.ask(Message.Request.layer(kind));
            if (reply.failure() == null) {
                algorithms.put(entrant.name(), reply.algorithm());
                double error = error(worker, witness);
                errors.put(entrant.name(), error);
                if (!(error < WRONG)) {
                    failures.put(entrant.name(), "its values are wrong, by " + error);
                } else {
                    double warm = entrant.fresh() ? FRESH_WARM_SECONDS : WARM_SECONDS;
                    worker.ask(Message.Request.lasting(Message.Action.WARM, warm));
                    ready.put(entrant.name(), worker);
                }
            } else {
                failures.put(entrant.name(), reply.failure());
            }
        }
        Map<String, Turns> turns = Turns.take(PeerResults.OURS, ready, TURN_SECONDS);
        List<PeerResults.Entry> entries = new ArrayList<>();
        for (Entrant entrant : entrants) {
            String name = entrant.name();
            Turns own = turns.getOrDefault(name, Turns.NONE);
            entries.add(
                    new PeerResults.Entry(
                            name,
                            algorithms.getOrDefault(name, ""),
                            own.own(),
                            own.ours(),
                            errors.get(name),
                            null,
                            null,
                            failures.get(name)));
            workers.get(entrant).ask(Message.Request.of(Message.Action.RELEASE));
        }
        return new PeerResults.Case(
                layers.getFirst(),
                layers,
                kind.shape().toString(),
                threads,
                kind.shape().flops(),
                entries);
    }

    private Worker worker(Entrant entrant) throws IOException {
        Worker old = workers.get(entrant);
        if (old != null && !entrant.fresh() && old.isAlive()) {
            return old;
        }
        if (old != null) {
            old.close();
        }
        Worker started = new Worker(entrant.process(threads), log);
        workers.put(entrant, started);
        return started;
    }

    private double error(Worker worker, Witness witness) throws IOException {
        Path output = folder.resolve("output.npy");
        Message.Reply reply = worker.ask(Message.Request.on(Message.Action.SAVE, output));
        if (reply.failure() != null) {
            return Double.NaN;
        }
        double error = witness.error(Npy.read(output).data());
        Files.delete(output);
        return error;
    }

    @Override
    public void close() {
        workers.values().forEach(Worker::close);
    }
}
