package fcn.reports.performance;

import static fcn.reports.Samples.result;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.Convolutions;
import fcn.reports.Samples;
import fcn.reports.results.Result;

import org.junit.jupiter.api.Test;

import java.util.List;

class AWinnerClearsTheRunnerUpsInterval {
    @Test
    void clear() {
        Contest contest =
                contest(
                        result("conv1", Convolutions.DIRECT, 3, 2.5, 3.5),
                        result("conv1", Convolutions.DIRECT_SIMD, 2, 1.6, 2.4));
        assertThat(contest.winner().orElseThrow().kernel()).isEqualTo(Convolutions.DIRECT_SIMD);
        assertThat(contest.tied()).isEmpty();
        assertThat(contest.margin()).hasValue(1.5);
        assertThat(contest.verdict()).isEqualTo("DIRECT_SIMD wins, 1.50 times as fast as DIRECT.");
    }

    @Test
    void overlapping() {
        Contest contest =
                contest(
                        result("conv1", Convolutions.DIRECT, 3, 2.4, 3.5),
                        result("conv1", Convolutions.DIRECT_SIMD, 2, 1.6, 2.4));
        assertThat(contest.tied())
                .extracting(Result::kernel)
                .isEqualTo(List.of(Convolutions.DIRECT));
        assertThat(contest.verdict()).startsWith("Tie: ");
    }

    @Test
    void layersOfOneShapeShareTheMeasurement() {
        List<Contest> contests =
                Contest.all(
                        Samples.network(),
                        List.of(result("conv1", Convolutions.DIRECT, 3, 2, 4)),
                        List.of());
        assertThat(contests).extracting(Contest::layer).containsExactly("conv1", "conv2", "up");
        assertThat(contests.get(1).ranked()).isEqualTo(contests.get(0).ranked()).hasSize(1);
        assertThat(contests.get(1).sameShape()).containsExactly("conv1");
        assertThat(contests.get(2).winner()).isEmpty();
    }

    private static Contest contest(Result... results) {
        return Contest.all(Samples.network(), List.of(results), List.of()).getFirst();
    }
}
