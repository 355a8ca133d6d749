package fcn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AYoungProcessWaitsForWhatAnotherFreed {
    @Test
    void untilTwoSecondsAndSomeMoreAreOver() {
        for (long age : new long[] {0, 700, 2100}) {
            assertThat(age + WarmUp.handingOn(true, age)).isBetween(2400L, 3000L);
        }
    }

    @Test
    void anOldOneDoesNot() {
        assertThat(WarmUp.handingOn(true, 5000)).isZero();
    }

    @Test
    void norWhereNobodyHandsItOn() {
        assertThat(WarmUp.handingOn(false, 0)).isZero();
    }
}
