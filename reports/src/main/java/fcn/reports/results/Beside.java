package fcn.reports.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What other commands wrote beside {@code results.json}.
 *
 * @param phases where the fastest kernels' time goes; empty where that was not clocked
 * @param savings what is gained by work left out
 * @param peers other libraries on the same layers
 */
public record Beside(
        List<PhaseTimes> phases, Optional<Savings> savings, Optional<PeerResults> peers) {
    /** Nothing but the results. */
    public static final Beside NOTHING = new Beside(List.of(), Optional.empty(), Optional.empty());

    /**
     * What there is.
     *
     * @param results the path of {@code results.json}, which need not exist
     * @throws fcn.reference.BadInputException when a file there is none of its kind
     */
    public static Beside of(Path results) {
        return new Beside(
                PhaseTimes.beside(results), Savings.beside(results), PeerResults.beside(results));
    }
}
