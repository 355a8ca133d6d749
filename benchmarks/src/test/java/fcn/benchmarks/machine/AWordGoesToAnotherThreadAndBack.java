package fcn.benchmarks.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AWordGoesToAnotherThreadAndBack {
    /** Two messages between cores; that none was lost is asked for by the probe itself. */
    private static final double AT_LEAST = 10;

    /** A scheduler that lets both run, now and then, takes less. */
    private static final double AT_MOST = 10_000_000;

    @Test
    void inTensOfNanosecondsOrMore() {
        assertThat(RoundTrip.nanoseconds()).isBetween(AT_LEAST, AT_MOST);
    }
}
