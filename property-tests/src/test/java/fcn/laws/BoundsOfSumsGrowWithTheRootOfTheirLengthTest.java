package fcn.laws;

import static fcn.kernels.convolution.ErrorBounds.UNIT_ROUNDOFF;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.ErrorBounds;

import net.jqwik.api.Example;

/** A roundoff for each operation of a short sum, and 6.3 times their root of a longer one. */
final class BoundsOfSumsGrowWithTheRootOfTheirLengthTest {
    @Example
    void soThatFourTimesTheLengthIsTwiceTheBound() {
        holds();
    }

    static void holds() {
        assertThat(ErrorBounds.sum(1) / UNIT_ROUNDOFF).isEqualTo(2);
        assertThat(ErrorBounds.sum(38) / UNIT_ROUNDOFF).isEqualTo(39);
        assertThat(ErrorBounds.sum(99) / UNIT_ROUNDOFF).isEqualTo(63);
        assertThat(ErrorBounds.sum(399) / UNIT_ROUNDOFF).isEqualTo(126);
    }
}
