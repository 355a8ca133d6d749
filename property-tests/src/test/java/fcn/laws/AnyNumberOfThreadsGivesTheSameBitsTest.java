package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** How the work is shared out does not show in the result. */
final class AnyNumberOfThreadsGivesTheSameBitsTest {
    @Property(seed = "3")
    @StatisticsReport(StatisticsReportMode.OFF)
    void oneTwoAndThreeThreadsAgree(@ForAll("trials") Trial trial) {
        trial.countAmong(Catalogue.all());
        Operands reals = Operands.reals(trial);
        PoisonedKernel kernel = new PoisonedKernel(trial, reals);

        Tensor one = kernel.run(reals.input(), 1);

        Differences.assertEqual(kernel.run(reals.input(), 2), one);
        Differences.assertEqual(kernel.run(reals.input(), 3), one);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll();
    }
}
