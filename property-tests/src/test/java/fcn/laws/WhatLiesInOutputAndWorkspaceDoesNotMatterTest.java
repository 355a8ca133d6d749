package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing is read before it is written, and everything is written. */
final class WhatLiesInOutputAndWorkspaceDoesNotMatterTest {
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void anyPoisonGivesTheSameBits(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "6")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Operands reals = Operands.reals(trial);
        PoisonedKernel kernel = new PoisonedKernel(trial, reals);

        Tensor afterZeros = kernel.run(reals.input(), trial.threads(), 0);

        for (float poison : new float[] {Float.NaN, 1e30f, Float.NEGATIVE_INFINITY}) {
            Differences.assertEqual(kernel.run(reals.input(), trial.threads(), poison), afterZeros);
        }
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll();
    }
}
