package fcn.reports.comparison;

import fcn.reports.results.Series;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many times as long the second takes: the ratio of the medians, its 99% bootstrap interval
 * (Efron, 1979), and the Mann-Whitney test. A bootstrap draw takes JVMs with replacement and, of
 * each, figures with replacement, as figures of one JVM are more alike than those of two.
 *
 * @param value above 1 where the second is slower
 * @param p how probable ranks as unlike as these are if both are equally fast
 */
public record Ratio(double value, double low, double high, double p) {
    private static final int DRAWS = 4000;
    private static final double TAIL = 0.005;
    private static final long SEED = 42;

    /** The second over the first. */
    public static Ratio of(Series first, Series second) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] ratios = new double[DRAWS];
        double[] scratch = new double[most(first) + most(second)];
        for (int i = 0; i < DRAWS; i++) {
            double below = draw(first.forks(), random, scratch);
            ratios[i] = draw(second.forks(), random, scratch) / below;
        }
        Arrays.sort(ratios);
        int tail = (int) (TAIL * DRAWS);
        return new Ratio(
                second.median() / first.median(),
                ratios[tail],
                ratios[DRAWS - 1 - tail],
                MannWhitneyUTest.withDefaults()
                        .test(first.figures(), second.figures())
                        .getPValue());
    }

    /** The most figures that a draw may take. */
    private static int most(Series series) {
        return series.forks().size()
                * series.forks().stream().mapToInt(List::size).max().orElseThrow();
    }

    /** The median of one draw. */
    private static double draw(
            List<List<Double>> forks, SplittableRandom random, double[] scratch) {
        int count = 0;
        for (int i = 0; i < forks.size(); i++) {
            List<Double> fork = forks.get(random.nextInt(forks.size()));
            for (int j = 0; j < fork.size(); j++) {
                scratch[count++] = fork.get(random.nextInt(fork.size()));
            }
        }
        Arrays.sort(scratch, 0, count);
        return (scratch[(count - 1) / 2] + scratch[count / 2]) / 2;
    }
}
