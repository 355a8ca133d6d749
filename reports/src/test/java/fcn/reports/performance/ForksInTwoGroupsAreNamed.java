package fcn.reports.performance;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.Convolutions;
import fcn.reports.Samples;
import fcn.reports.results.Result;

import org.junit.jupiter.api.Test;

import java.util.stream.DoubleStream;

class ForksInTwoGroupsAreNamed {
    @Test
    void whereTheGapIsWiderThanTheGroups() {
        assertThat(ForkGroups.of(forks(9.6, 12.1, 9.7, 12.0, 12.2)))
                .hasValue(
                        "DIRECT: its JVMs fall into two groups, 2 near 9.65 ms and 3 near 12.1 ms");
    }

    @Test
    void andNoOthers() {
        assertThat(ForkGroups.of(forks(9.6, 9.7, 9.8, 9.9, 10))).isEmpty();
        // one alone is no group
        assertThat(ForkGroups.of(forks(9.6, 9.7, 9.65, 9.62, 15))).isEmpty();
        // less than five percent apart
        assertThat(ForkGroups.of(forks(9.6, 9.61, 9.9, 9.91))).isEmpty();
        // wide groups
        assertThat(ForkGroups.of(forks(8, 9, 10, 11))).isEmpty();
        assertThat(ForkGroups.of(forks(9.6))).isEmpty();
    }

    private static Result forks(double... milliseconds) {
        Result any = Samples.result("conv1", Convolutions.DIRECT, 10, 9, 11);
        return new Result(
                any.kernel(),
                any.shape(),
                2,
                10,
                9,
                11,
                DoubleStream.of(milliseconds).boxed().toList(),
                5);
    }
}
