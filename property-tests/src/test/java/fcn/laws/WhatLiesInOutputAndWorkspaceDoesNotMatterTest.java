package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Nothing is read before it is written, and everything is written. */
final class WhatLiesInOutputAndWorkspaceDoesNotMatterTest {
    @Property(seed = "6")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anyPoisonGivesTheSameBits(@ForAll("trials") Trial trial) {
        trial.countAmong(Catalogue.all());
        Operands reals = Operands.reals(trial);
        PoisonedKernel kernel = new PoisonedKernel(trial, reals);

        Tensor afterZeros = kernel.run(reals.input(), trial.threads(), 0);

        for (float poison : new float[] {Float.NaN, 1e30f, Float.NEGATIVE_INFINITY}) {
            Differences.assertEqual(kernel.run(reals.input(), trial.threads(), poison), afterZeros);
        }
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll();
    }
}
