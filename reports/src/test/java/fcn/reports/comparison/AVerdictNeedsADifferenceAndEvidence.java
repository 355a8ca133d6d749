package fcn.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.kernels.convolution.Convolutions;
import fcn.reports.Samples;
import fcn.reports.results.Series;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class AVerdictNeedsADifferenceAndEvidence {
    private static final double THRESHOLD = 0.02;

    private final Random random = new Random(20261123);

    @Test
    void equalBuildsAreHardlyEverToldApart() {
        int wrong = 0;
        for (int i = 0; i < 200; i++) {
            Verdict verdict = verdict(drawn(1, 4, 8), drawn(1, 4, 8));
            wrong += verdict == Verdict.FASTER || verdict == Verdict.SLOWER ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(4);
    }

    @Test
    void aTenthMoreTimeIsFoundAndNeverTakenForLess() {
        int found = 0;
        for (int i = 0; i < 100; i++) {
            Verdict verdict = verdict(drawn(1, 4, 8), drawn(1.1, 4, 8));
            assertThat(verdict).isNotIn(Verdict.FASTER, Verdict.SAME);
            found += verdict == Verdict.SLOWER ? 1 : 0;
        }
        assertThat(found).isGreaterThan(90);
    }

    @Test
    void aDifferenceBelowTheThresholdIsNone() {
        Series steady = series(List.of(List.of(1.0, 1.001, 0.999, 1.0, 1.002, 0.998)));
        Series hardly = series(List.of(List.of(1.01, 1.011, 1.009, 1.01, 1.012, 1.008)));
        assertThat(verdict(steady, hardly)).isEqualTo(Verdict.SAME);
        assertThat(Verdict.of(Ratio.of(steady, hardly), 0.001)).isEqualTo(Verdict.SLOWER);
        assertThat(Verdict.of(Ratio.of(hardly, steady), 0.001)).isEqualTo(Verdict.FASTER);
    }

    @Test
    void twoFiguresAreNoEvidence() {
        Series two = series(List.of(List.of(1.0, 1.01)));
        Series half = series(List.of(List.of(0.5, 0.51)));
        assertThat(verdict(two, half)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void jvmsThatDisagreeWidenTheInterval() {
        List<Double> low = List.of(1.0, 1.001, 0.999, 1.0, 1.0);
        List<Double> high = List.of(2.0, 2.001, 1.999, 2.0, 2.0);
        Series apart = series(List.of(low, high));
        Ratio ratio = Ratio.of(apart, series(List.of(low, low)));
        assertThat(ratio.low()).isCloseTo(0.5, within(0.01));
        assertThat(ratio.high()).isCloseTo(1, within(0.01));
        assertThat(Verdict.of(ratio, THRESHOLD)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static Verdict verdict(Series first, Series second) {
        return Verdict.of(Ratio.of(first, second), THRESHOLD);
    }

    /** Figures with 1% noise from JVM to JVM and 3% within one. */
    private Series drawn(double milliseconds, int forks, int figures) {
        List<List<Double>> all = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
            double jvm = milliseconds * (1 + 0.01 * random.nextGaussian());
            List<Double> own = new ArrayList<>();
            for (int j = 0; j < figures; j++) {
                own.add(jvm * (1 + 0.03 * Math.abs(random.nextGaussian())));
            }
            all.add(own);
        }
        return series(all);
    }

    private static Series series(List<List<Double>> forks) {
        return new Series(
                "conv1",
                new Series.Case(
                        Convolutions.DIRECT.name(),
                        Samples.result("conv1", Convolutions.DIRECT, 1, 1, 1).shape(),
                        2),
                forks);
    }
}
