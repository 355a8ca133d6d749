package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;

import net.jqwik.api.Example;

/**
 * Kernel size, stride, pad, dilation, groups, channels and pixels beyond whole blocks, images,
 * epilogue, bias and threads: any two of their levels meet in a trial of each sweep. The few pairs
 * that do not are those of which no shape is supported, such as unequal channels in DEPTHWISE.
 */
final class EveryPairOfFactorsIsTriedTest {
    private static final double LEAST = 0.97;

    @Example
    void ofEveryKernel() {
        System.out.print(Pairwise.figures());
        for (Kernel kernel : Catalogue.all()) {
            Pairwise pairwise = Pairwise.of(kernel);
            assertThat((double) pairwise.reached() / pairwise.possible())
                    .as(kernel.name())
                    .isGreaterThanOrEqualTo(LEAST);
            assertThat(pairwise.trials())
                    .allMatch(trial -> kernel.algorithm().unsupported(trial.shape()).isEmpty());
        }
    }
}
