package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.plan.Costs;
import fcn.kernels.plan.Footprints;
import fcn.kernels.plan.Limits;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Solution;
import fcn.kernels.plan.Step;
import fcn.kernels.plan.Time;
import fcn.reference.network.Network;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.Set;

/**
 * Of plans whose times differ by no more than a hundredth, one of less memory is run; what it takes
 * more is within that, and its bound is the cheapest plan's time.
 */
class TiesGoToThePlanOfLessMemory {
    private static final Network NETWORK = Networks.fcn8s(9, 13, 4);

    /** Something else for each step and seed, up to this share above 1. */
    private static double drawn(Object step, long seed, double spread) {
        int hash = step.toString().hashCode() * (int) (2 * seed + 1);
        return 1 + spread * ((hash >>> 8) & 0xffff) / 65536.0;
    }

    private static long prepared(Step.Convolve step, long seed) {
        return (long) (1e6 * drawn(step.kernel(), seed + 7, 9));
    }

    private static PlanSearch search(long seed, double spread) {
        Costs costs =
                step -> {
                    double cost = step instanceof Step.Convolve ? drawn(step, seed, spread) : 1e-5;
                    return Optional.of(new Time(cost, cost, cost));
                };
        Footprints footprints = step -> new Footprints.Footprint(prepared(step, seed), 1000);
        return new PlanSearch(
                NETWORK,
                costs,
                footprints,
                plan ->
                        Forecast.workingBytes(
                                NETWORK, plan, Set.of(), Saving.DEFAULT, footprints, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatItTakesMoreIsLittle(long seed) {
        PlanSearch search = search(seed, 0.2);
        PlanSearch.Found fastest = search.best(Limits.NONE).orElseThrow();
        PlanSearch.Found frugal = search.frugal();
        assertThat(frugal.milliseconds())
                .isBetween(fastest.milliseconds(), 1.02 * fastest.milliseconds());
        assertThat(frugal.memory().total()).isLessThanOrEqualTo(fastest.memory().total());
        assertThat(frugal.solution().bound()).isEqualTo(fastest.milliseconds());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereAllTieItTakesTheLeast(long seed) {
        PlanSearch search = search(seed, 1e-4);
        PlanSearch.Found frugal = search.frugal();
        assertThat(frugal.solution().method()).isEqualTo(Solution.Method.FRUGAL);
        long least = 0;
        for (String layer : search.model().nodes().keySet()) {
            least +=
                    search.model().convolutions(layer).stream()
                            .mapToLong(step -> prepared(step, seed))
                            .min()
                            .orElseThrow();
        }
        assertThat(frugal.memory().prepared()).isEqualTo(least);
    }
}
