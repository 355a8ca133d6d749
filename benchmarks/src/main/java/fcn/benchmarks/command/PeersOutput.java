package fcn.benchmarks.command;

import fcn.benchmarks.peers.PeerBench;
import fcn.benchmarks.progress.Progress;
import fcn.kernels.plan.PlanSearch;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reports.performance.PeerSection;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.PeerResults;
import fcn.reports.results.Results;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code bench --peers}: measures, and writes peers.json, peers.md and the report. */
final class PeersOutput {
    private final CommonOptions common;
    private final Network network;
    private final Supplier<Conditions> conditions;

    /** Of a network; the conditions are for a report without results.json. */
    PeersOutput(CommonOptions common, Network network, Supplier<Conditions> conditions) {
        this.common = common;
        this.network = network;
        this.conditions = conditions;
    }

    /** Measures; the exit status. */
    int run(Set<String> layers, String arguments) throws IOException {
        try (PeerBench bench = new PeerBench(network, jar())) {
            Map<Integer, PeerBench.Kernels> kernels = new LinkedHashMap<>();
            List<Integer> counts = common.threadCounts();
            String count = counts.size() == 1 ? " --threads " + counts.getFirst() : "";
            for (int threads : counts) {
                kernels.put(threads, kernels(threads));
            }
            PeerResults results;
            try (Progress progress = new Progress("peers", common.quiet, common.errors())) {
                results =
                        bench.run(
                                common.weights(Shapes.of(network)),
                                kernels,
                                layers::contains,
                                common.out,
                                Provenance.command(
                                        "bench --peers --size "
                                                + Convolutional.size(network)
                                                + count
                                                + arguments),
                                progress);
            }
            results.write(common.out);
            String markdown = PeerSection.of(results).markdown();
            OutputFile.write(
                    common.out.resolve("peers.md"), file -> Files.writeString(file, markdown));
            report();
            common.output().print(markdown);
            common.output().flush();
            common.writeJson(results);
        }
        return 0;
    }

    /** The best plan, and the fastest of each layer, by what is measured now or was before. */
    private PeerBench.Kernels kernels(int threads) {
        Tuning tuning = new Tuning(common, network, threads);
        tuning.measure();
        PlanSearch search = tuning.search();
        return new PeerBench.Kernels(search.plan(search.frugal()), tuning.fastest());
    }

    /** Of the results in the folder, if there are any, with the peers. */
    private void report() throws IOException {
        Path file = common.out.resolve(Results.FILE);
        Path beside = Conditions.beside(file);
        boolean measured = Files.exists(file) && Files.exists(beside);
        Conditions under = measured ? Conditions.read(beside) : conditions.get();
        new Findings(network, file, under).draw(common);
    }

    private static Path jar() {
        try {
            Path own =
                    Path.of(
                            PeersOutput.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isDirectory(own)) {
                throw new BadInputException(
                        own + ": not a jar; run bench --peers from benchmarks.jar");
            }
            return own;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
