package fcn.benchmarks.machine;

import fcn.kernels.simd.Species;
import fcn.kernels.threads.Team;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-adds that the cores do: twelve independent chains of them in registers, enough
 * to hide a latency of four or five cycles on two units, few enough for sixteen registers. A chain
 * is the addend, which the instruction overwrites; as a factor it would cost a move each time.
 */
public final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int CHAINS = 12;
    private static final int ROUNDS = 2_000_000;
    private static final int REPETITIONS = 40;
    private static final int WARM_UP_ROUNDS = 2_000;
    private static final long WARM_UP_NANOS = 300_000_000;

    /** Where sums go, so that they cannot be left out. */
    private static volatile float sink;

    private FmaPeak() {}

    /**
     * GFLOP/s (a multiply-add counts two) on that many threads at once, the best of forty
     * repetitions of some milliseconds, after a warm-up in short calls, so that what is timed is
     * the method's own compilation on every thread.
     */
    public static double gflops(int threads) {
        double best = 0;
        try (Team team = new Team(threads)) {
            long warmUp = System.nanoTime();
            while (System.nanoTime() - warmUp < WARM_UP_NANOS) {
                team.run(threads, (index, thread) -> sink = chains(WARM_UP_ROUNDS, index));
            }
            for (int i = 0; i < REPETITIONS; i++) {
                best = Math.max(best, slice(team));
            }
        }
        return best;
    }

    /**
     * GFLOP/s of a team in a few milliseconds, without a warm-up: for turns with what is held
     * against it, once {@link #gflops} has run.
     */
    public static double slice(Team team) {
        double flops = 2.0 * CHAINS * SPECIES.length() * ROUNDS * team.threads();
        long start = System.nanoTime();
        team.run(team.threads(), (index, thread) -> sink = chains(ROUNDS, index));
        return flops / (System.nanoTime() - start);
    }

    private static float chains(int rounds, float start) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.broadcast(SPECIES, start);
        FloatVector b = a.add(1);
        FloatVector c = a.add(2);
        FloatVector d = a.add(3);
        FloatVector e = a.add(4);
        FloatVector f = a.add(5);
        FloatVector g = a.add(6);
        FloatVector h = a.add(7);
        FloatVector i = a.add(8);
        FloatVector j = a.add(9);
        FloatVector k = a.add(10);
        FloatVector l = a.add(11);
        for (int round = 0; round < rounds; round++) {
            a = factor.fma(term, a);
            b = factor.fma(term, b);
            c = factor.fma(term, c);
            d = factor.fma(term, d);
            e = factor.fma(term, e);
            f = factor.fma(term, f);
            g = factor.fma(term, g);
            h = factor.fma(term, h);
            i = factor.fma(term, i);
            j = factor.fma(term, j);
            k = factor.fma(term, k);
            l = factor.fma(term, l);
        }
        FloatVector abcdef = a.add(b).add(c).add(d).add(e).add(f);
        FloatVector ghijkl = g.add(h).add(i).add(j).add(k).add(l);
        return abcdef.add(ghijkl).reduceLanes(VectorOperators.ADD);
    }
}
