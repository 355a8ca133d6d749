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
    void oneTwoThreeAndSevenThreadsAgree(@ForAll("trials") Trial trial) {
        trial.countAmong(Catalogue.all());
        agree(trial);
    }

    @Property(seed = "15", tries = 60)
    void alsoWhereThereIsWorkForAll(@ForAll("largeTrials") Trial trial) {
        agree(trial);
    }

    /** Both the threads that it is prepared for and those that run it. */
    private static void agree(Trial trial) {
        Operands reals = Operands.reals(trial);
        Tensor one = new PoisonedKernel(trial, reals, 1).run(reals.input(), 1);
        PoisonedKernel seven = new PoisonedKernel(trial, reals, 7);

        for (int threads : new int[] {1, 2, 3, 7}) {
            Differences.assertEqual(seven.run(reals.input(), threads), one);
        }
        Differences.assertEqual(new PoisonedKernel(trial, reals, 2).run(reals.input(), 2), one);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll();
    }

    @Provide
    Arbitrary<Trial> largeTrials() {
        return Trial.ofAllOnLargeShapes();
    }
}
