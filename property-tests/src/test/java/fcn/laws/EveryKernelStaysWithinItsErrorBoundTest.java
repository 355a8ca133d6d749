package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** On reals no output is further from the definition's than the bound that the kernel derives. */
final class EveryKernelStaysWithinItsErrorBoundTest {
    /** The reference rounds its own sums to float. */
    private static final double UNIT_ROUNDOFF = 0x1p-24;

    @Property(seed = "2", tries = 1500)
    @StatisticsReport(StatisticsReportMode.OFF)
    void differsLessThanItsBound(@ForAll("trials") Trial trial) {
        trial.countAmong(Catalogue.all());
        holds(trial);
    }

    @Property(seed = "14", tries = 120)
    void alsoWhereItMustCutTheShapeIntoSeveralBlocks(@ForAll("largeTrials") Trial trial) {
        holds(trial);
    }

    private static void holds(Trial trial) {
        Operands reals = Operands.reals(trial);
        double bound = trial.kernel().algorithm().errorBound(trial.shape()) + UNIT_ROUNDOFF;

        Tensor found = PoisonedKernel.run(trial, reals);

        Differences.assertWithin(
                found,
                Definition.output(trial.shape(), trial.epilogue(), reals),
                bound * Definition.magnitude(trial.shape(), reals));
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
