package fcn.reports.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.features.FeatureStatistics.Channel;

import org.junit.jupiter.api.Test;

class StatisticsTellDeadChannels {
    private final FeatureStatistics statistics =
            FeatureStatistics.of(
                    new Tensor(
                            new Shape(1, 4, 1, 4),
                            new float[] {
                                0, 2, 0, 6, -0f, 0, 0, 0, 7, 7, 7, 7, 1, Float.NaN, 3, -1
                            }));

    @Test
    void fromConstantOnes() {
        assertThat(statistics.dead()).containsExactly(1);
        assertThat(statistics.constant()).containsExactly(2);
        assertThat(statistics.signed()).isTrue();
    }

    @Test
    void channelByChannel() {
        Channel first = statistics.channels().getFirst();
        assertThat(first.min()).isZero();
        assertThat(first.max()).isEqualTo(6);
        assertThat(first.mean()).isEqualTo(2);
        assertThat(first.deviation()).isCloseTo(Math.sqrt(6), within(1e-12));
        assertThat(first.zeros()).isEqualTo(0.5);
        Channel last = statistics.channels().getLast();
        assertThat(last.notFinite()).isEqualTo(1);
        assertThat(last.mean()).isEqualTo(1);
    }

    @Test
    void andCountValuesButZero() {
        Histogram histogram = statistics.histogram();
        assertThat(histogram.low()).isEqualTo(-1);
        assertThat(histogram.high()).isEqualTo(7);
        assertThat(histogram.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(9);
        assertThat(histogram.counts().getFirst()).isEqualTo(1);
        assertThat(histogram.counts().getLast()).as("the greatest value").isEqualTo(4);
    }
}
