package fcn.reports.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.kernels.convolution.Convolutions;
import fcn.reports.Samples;

import org.junit.jupiter.api.Test;

import java.util.List;

class ResultsAreReadAsJmhWroteThem {
    private final List<Result> results = Results.read(Samples.jmhResults());

    @Test
    void kernelsAndShapes() {
        assertThat(results)
                .extracting(Result::kernel)
                .containsOnly(Convolutions.DIRECT, Convolutions.DIRECT_SIMD);
        assertThat(results)
                .extracting(result -> result.shape().toString())
                .contains("ic3oc64_ih500oh698kh3sh1ph100dh0_iw334ow532kw3sw1pw100dw0");
        assertThat(results).extracting(Result::threads).containsOnly(2);
    }

    @Test
    void timesAndIntervals() {
        Result first = results.getFirst();
        assertThat(first.milliseconds()).isCloseTo(57.15079, within(1e-5));
        // JMH's interval is 30.4 to 83.9, wider than the figures
        assertThat(first.low()).isCloseTo(47.786066, within(1e-5));
        assertThat(first.high()).isCloseTo(66.7928125, within(1e-5));
        assertThat(first.forks()).hasSize(1);
        assertThat(first.figures()).isEqualTo(5);
        // 2 · 64 · 3 · 3 · 3 · 698 · 532 operations
        assertThat(first.effectiveGflops()).isCloseTo(22.4544, within(1e-3));
    }
}
