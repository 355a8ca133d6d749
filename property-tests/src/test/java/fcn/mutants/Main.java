package fcn.mutants;

import fcn.kernels.simd.Species;
import fcn.laws.SingleLaws;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Draws mutants, tries the laws on each until one fails, and prints those that none does.
 *
 * <p>Arguments: how many mutants (0: all), the share in percent that must die, the folder of the
 * kernels' sources, and parts of the names of classes that mutants are drawn from, none for all.
 * Exit status 1 where fewer die.
 */
final class Main {
    private static final long SEED = 20261125;

    private static final int BITS = Species.FLOAT.vectorBitSize();

    /** Trials of a mutant at most, those that reach it. */
    private static final int MOST_RUNS = 700;

    private final Path sources;
    private final List<Mutant> mutants;
    private final List<String> trials = SingleLaws.trials();

    /** Which runs, law · trials + trial, come by a mutant's place. */
    private final Map<Mutant, BitSet> reaching = new HashMap<>();

    private Main(Path sources, List<Mutant> mutants) {
        this.sources = sources;
        this.mutants = mutants;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        int percent = Integer.parseInt(arguments[1]);
        Path sources = Path.of(arguments[2]);
        List<String> classes = List.of(arguments).subList(3, arguments.length);
        List<Mutant> all =
                new ArrayList<>(
                        AlgorithmClasses.in(SingleLaws.kernels()).stream()
                                .filter(
                                        type ->
                                                classes.isEmpty()
                                                        || classes.stream()
                                                                .anyMatch(type::contains))
                                .flatMap(type -> Code.mutants(type).stream())
                                .toList());
        System.out.printf(
                "%d mutants of %d, seed %d, vectors of %d bits%n",
                count == 0 ? all.size() : Math.min(count, all.size()), all.size(), SEED, BITS);
        Collections.shuffle(all, new Random(SEED));
        if (count > 0 && count < all.size()) {
            all.subList(count, all.size()).clear();
        }
        Main main = new Main(sources, all);
        double share = main.examine(System.out);
        System.exit(100 * share < percent ? 1 : 0);
    }

    private double examine(PrintStream out) throws IOException, InterruptedException {
        Equivalents equivalents =
                new Equivalents(
                        Path.of("src/test/resources/fcn/mutants/equivalent-mutants.txt"), sources);
        reach();
        out.printf("%d trials, %d laws%n", trials.size(), SingleLaws.count());
        Map<String, Integer> killers = new LinkedHashMap<>();
        Map<String, Integer> reasons = new LinkedHashMap<>();
        int killed = 0;
        int survived = 0;
        int done = 0;
        Map<String, Integer> asleep = asleep();
        asleep.forEach(
                (type, number) ->
                        out.printf("%5d not reached at %d bits: %s%n", number, BITS, type));
        mutants.removeIf(mutant -> asleep.containsKey(mutant.type()));
        for (Mutant mutant : mutants) {
            String killer = killer(mutant);
            if (killer != null) {
                killed++;
                killers.merge(killer, 1, Integer::sum);
            } else if (equivalents.why(mutant).isPresent()) {
                reasons.merge(equivalents.why(mutant).get(), 1, Integer::sum);
            } else {
                survived++;
                out.printf(
                        "SURVIVED %s (%s:%d) %s [%d runs]: %s%n",
                        mutant.where(),
                        Path.of(mutant.file()).getFileName(),
                        mutant.line(),
                        mutant.text(),
                        reaching.get(mutant).cardinality(),
                        equivalents.source(mutant));
            }
            done++;
            if (done % 50 == 0) {
                out.printf(
                        "… %d of %d, %d killed, %d survive%n",
                        done, mutants.size(), killed, survived);
            }
        }
        killers.forEach((law, number) -> out.printf("%5d killed by %s%n", number, law));
        reasons.forEach((why, number) -> out.printf("%5d equivalent: %s%n", number, why));
        double share = killed + survived == 0 ? 1 : (double) killed / (killed + survived);
        out.printf(
                "%d mutants: %d equivalent, %d of the other %d killed (%.1f%%)%n",
                mutants.size(),
                mutants.size() - killed - survived,
                killed,
                killed + survived,
                100 * share);
        return share;
    }

    /** Runs all laws on all trials of kernels as they are, and notes whose places they come by. */
    private void reach() throws InterruptedException {
        Map<String, Map<Mutant, Integer>> numbers = new HashMap<>();
        for (Mutant mutant : mutants) {
            numbers.computeIfAbsent(mutant.type(), type -> new HashMap<>())
                    .put(mutant, reaching.size());
            reaching.put(mutant, new BitSet());
        }
        Map<String, byte[]> probed = new HashMap<>();
        numbers.forEach((type, places) -> probed.put(type, Code.probed(Code.of(type), places)));
        Reach.of(mutants.size());
        BiConsumer<Integer, String> laws = new MutantLoader(probed).laws();
        Examination.of(laws, 0, trials.getFirst());
        boolean[] initially = Reach.take();
        for (int law = 0; law < SingleLaws.count(); law++) {
            for (int trial = 0; trial < trials.size(); trial++) {
                Throwable failure = Examination.of(laws, law, trials.get(trial));
                if (failure != null) {
                    throw new IllegalStateException(
                            "without a slip: " + trials.get(trial), failure);
                }
                boolean[] seen = Reach.take();
                for (Mutant mutant : mutants) {
                    if (seen[numbers.get(mutant.type()).get(mutant)]) {
                        reaching.get(mutant).set(law * trials.size() + trial);
                    }
                }
            }
        }
        for (Mutant mutant : mutants) {
            BitSet runs = reaching.get(mutant);
            if (initially[numbers.get(mutant.type()).get(mutant)]
                    && runs.cardinality() < trials.size()) {
                runs.set(0, SingleLaws.count() * trials.size());
            }
        }
    }

    /** The runs that come by a place, of all laws alike where there are too many small ones. */
    private List<Integer> runs(Mutant mutant) {
        List<Integer> runs = reaching.get(mutant).stream().boxed().toList();
        int step = Math.max(1, Math.ceilDiv(runs.size(), MOST_RUNS));
        return IntStream.range(0, runs.size())
                .filter(i -> i % step == 0 || runs.get(i) % trials.size() >= SingleLaws.small())
                .mapToObj(runs::get)
                .toList();
    }

    /** Classes that no run comes by, at this width of vectors, and how many mutants of each. */
    private Map<String, Integer> asleep() {
        Map<String, Integer> asleep = new TreeMap<>();
        Set<String> awake = new HashSet<>();
        for (Mutant mutant : mutants) {
            if (reaching.get(mutant).isEmpty()) {
                asleep.merge(mutant.type(), 1, Integer::sum);
            } else {
                awake.add(mutant.type());
            }
        }
        asleep.keySet().removeAll(awake);
        return asleep;
    }

    /** The law that fails, or null. */
    private String killer(Mutant mutant) throws InterruptedException {
        BiConsumer<Integer, String> laws;
        try {
            laws = new MutantLoader(Map.of(mutant.type(), Code.mutated(mutant))).laws();
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return "its own class";
        }
        for (int run : runs(mutant)) {
            int law = run / trials.size();
            Throwable failure = Examination.of(laws, law, trials.get(run % trials.size()));
            if (failure != null) {
                return failure instanceof Alarm.RunsOn ? "time" : SingleLaws.name(law);
            }
        }
        return null;
    }
}
