package fcn.benchmarks.command;

import fcn.benchmarks.competition.Interleaving;
import fcn.benchmarks.competition.Pairing;
import fcn.benchmarks.competition.ResultsFile;
import fcn.benchmarks.progress.Progress;
import fcn.reference.BadInputException;
import fcn.reports.comparison.Comparison;
import fcn.reports.results.Conditions;
import fcn.reports.results.Series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench --interleave}: both builds' results, the baseline's in the folder {@code baseline},
 * and their comparison.
 */
final class InterleavedBench {
    private final CommonOptions common;
    private final Path jar;
    private final int rounds;
    private final Interleaving interleaving;

    InterleavedBench(CommonOptions common, Path jar, int rounds) {
        this.common = common;
        this.jar = jar;
        this.rounds = rounds;
        this.interleaving = new Interleaving(jar, common.threads());
    }

    /** About how long it takes. */
    double seconds(List<Pairing> pairings) {
        return pairings.stream().mapToDouble(p -> Interleaving.seconds(p, rounds)).sum();
    }

    /** Measures both and compares; the exit status. */
    int run(List<Pairing> pairings, Conditions conditions, double threshold, Progress progress)
            throws IOException {
        ResultsFile before = new ResultsFile(common.out.resolve("baseline"));
        ResultsFile after = new ResultsFile(common.out);
        Conditions candidate = conditions;
        Map<String, String> machine = new LinkedHashMap<>(conditions.machine());
        machine.put("commit", Interleaving.commit(jar));
        Conditions baseline = conditions.on(machine);
        double left = seconds(pairings);
        boolean any = false;
        long begun = System.nanoTime();
        progress.begin(pairings.size());
        for (Pairing pairing : pairings) {
            progress.step(pairing.toString(), left);
            left -= Interleaving.seconds(pairing, rounds);
            var turns = interleaving.run(pairing, rounds);
            if (turns.isPresent()) {
                before.add(turns.get().baseline(), baseline);
                after.add(turns.get().candidate(), candidate);
                any = true;
            } else {
                Conditions.LeftOut missing =
                        new Conditions.LeftOut(
                                pairing.layers().getFirst(),
                                pairing.kernel().name(),
                                "one of the builds gave no result");
                baseline = baseline.leavingOut(missing);
                candidate = candidate.leavingOut(missing);
            }
        }
        if (!any) {
            throw new BadInputException(
                    jar + ": gave no result on any of the kernels; choose others with --kernels");
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        baseline = baseline.taking(seconds);
        candidate = candidate.taking(seconds);
        before.write(baseline);
        after.write(candidate);
        Comparison comparison =
                Comparison.of(
                        Series.read(before.path()),
                        Series.read(after.path()),
                        threshold / 100,
                        false);
        ComparisonOutput output = new ComparisonOutput(comparison, threshold, List.of());
        int status = output.write(common, false);
        Path page =
                output.draw(
                        common,
                        baseline,
                        candidate,
                        "compare baseline . --threshold " + CompareCommand.percentage(threshold));
        common.output().println(page.toUri());
        common.output().flush();
        return status;
    }
}
