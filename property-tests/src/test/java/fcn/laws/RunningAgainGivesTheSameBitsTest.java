package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** A prepared kernel keeps nothing of the images it has seen. */
final class RunningAgainGivesTheSameBitsTest {
    @Property(seed = "5")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anotherImageInBetweenLeavesNoTrace(@ForAll("trials") Trial trial) {
        trial.countAmong(Catalogue.all());
        Operands reals = Operands.reals(trial);
        PoisonedKernel kernel = new PoisonedKernel(trial, reals);

        Tensor first = kernel.run(reals.input(), trial.threads());
        kernel.run(reals.doubledInput(), trial.threads());

        Differences.assertEqual(kernel.run(reals.input(), trial.threads()), first);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll();
    }
}
