package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

import java.util.List;

/** All kernels of transposed convolution give the same bits on small integers. */
final class ScatterEqualsGatherTest {
    private static final List<Kernel> EXACT =
            Catalogue.of(true).stream()
                    .filter(kernel -> kernel.algorithm().exactOnIntegers())
                    .toList();

    @Property(seed = "7", tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void everyOtherKernelAgrees(@ForAll("trials") Trial trial) {
        trial.countAmong(EXACT);
        Operands integers = Operands.integers(trial);

        Tensor found = PoisonedKernel.run(trial, integers);

        for (Kernel other : EXACT) {
            if (other.algorithm().unsupported(trial.shape()).isEmpty()
                    && other.algorithm().supports(trial.epilogue())) {
                Differences.assertEqual(
                        PoisonedKernel.run(trial.withKernel(other), integers), found);
            }
        }
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.of(EXACT);
    }
}
