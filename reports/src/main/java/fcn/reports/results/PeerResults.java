package fcn.reports.results;

import fcn.reference.BadInputException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our kernels and other libraries on the same layers and on the whole network, in turns, as {@code
 * bench --peers} measured them. Kept beside {@code results.json}.
 *
 * @param machine what it ran on, a line each
 * @param size height and width of the network's input, {@code 500x334}
 * @param date when it began, ISO 8601
 * @param entrants ours first
 * @param cases layers in the network's order, then the network; for each number of threads
 */
public record PeerResults(
        Map<String, String> machine,
        String network,
        String size,
        String date,
        long seconds,
        String command,
        List<Entrant> entrants,
        List<Case> cases) {
    /** The file's name, beside {@code results.json}. */
    public static final String FILE = "peers.json";

    /** The name of our own entrant. */
    public static final String OURS = "fcn-kernels";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    /**
     * Who took part.
     *
     * @param about version and settings, by name
     * @param installBytes of what must be installed besides Java
     */
    public record Entrant(String name, Map<String, String> about, long installBytes) {}

    /**
     * What they all did.
     *
     * @param layers those of one shape; of the network none
     * @param shape a descriptor; of the network empty
     * @param flops of direct convolution
     */
    public record Case(
            String name,
            List<String> layers,
            String shape,
            int threads,
            long flops,
            List<Entry> entries) {
        public boolean isNetwork() {
            return layers.isEmpty();
        }

        /** An entrant's, if it took part. */
        public Optional<Entry> of(String entrant) {
            return entries.stream().filter(entry -> entry.entrant.equals(entrant)).findFirst();
        }
    }

    /**
     * An entrant on a case.
     *
     * @param algorithm what it chose
     * @param turns milliseconds of a run, a figure for each turn; none where it failed
     * @param ours those of our own entrant in the turns beside them
     * @param error relative L2 error: of a layer against the reference, of a network against the
     *     explicit im2col's; null where it was not compared
     * @param firstMilliseconds from the start of the process to the first result; networks only
     * @param peakMegabytes the most resident memory until the first result, 10⁶ bytes; networks
     *     only
     * @param failure why it has no figures; else null
     */
    public record Entry(
            String entrant,
            String algorithm,
            List<Double> turns,
            List<Double> ours,
            Double error,
            Double firstMilliseconds,
            Double peakMegabytes,
            String failure) {
        public Entry {
            turns = List.copyOf(turns);
            ours = List.copyOf(ours);
        }
    }

    /**
     * Those that lie beside a file of results, if any do.
     *
     * @throws BadInputException when the file is damaged, or holds something else
     */
    public static Optional<PeerResults> beside(Path results) {
        Path file = results.resolveSibling(FILE);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static PeerResults read(Path file) {
        try {
            PeerResults read = JSON.treeToValue(Results.parse(file), PeerResults.class);
            boolean whole =
                    read != null
                            && read.machine != null
                            && read.network != null
                            && read.entrants != null
                            && !read.entrants.isEmpty()
                            && read.cases != null
                            && read.cases.stream().allMatch(PeerResults::isWhole);
            if (!whole) {
                throw bad(file, "fields are missing");
            }
            return read;
        } catch (JacksonException | NullPointerException e) {
            throw bad(file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static boolean isWhole(Case one) {
        return one.name != null
                && one.layers != null
                && one.entries != null
                && one.entries.stream()
                        .allMatch(
                                entry ->
                                        entry.entrant != null
                                                && entry.turns.size() == entry.ours.size()
                                                && entry.turns.stream().allMatch(t -> t > 0)
                                                && entry.ours.stream().allMatch(t -> t > 0));
    }

    private static BadInputException bad(Path file, String problem) {
        return new BadInputException(
                file + ": " + problem + "; delete it, or measure again with 'bench --peers'");
    }

    /** Writes the file into a folder, whole or not at all. */
    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }
}
