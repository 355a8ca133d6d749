package fcn.benchmarks.competition;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.convolution.Convolutions;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class AShortRunIsWarmedUpTwice {
    private static final ConvolutionShape SHAPE = ShapeDescriptor.parse("ic64oc64ih56oh56kh3ph1");

    /** JMH's first iteration leaves it work that falls into the second. */
    @Test
    void soThatTheFirstTimedIterationIsLikeTheOthers() {
        for (Profile profile : Profile.values()) {
            assertThat(Repetitions.wanted(taking(20), profile).warmups()).isEqualTo(2);
            assertThat(Repetitions.needed(taking(20), profile).warmups()).isEqualTo(2);
        }
    }

    @Test
    void aLongOneOnceForOneRun() {
        Repetitions repetitions = Repetitions.wanted(taking(1000), Profile.QUICK);

        assertThat(repetitions.warmups()).isEqualTo(1);
        assertThat(repetitions.warmupSeconds()).isEqualTo(1);
    }

    @Test
    void inNoMoreTimeThanOne() {
        Repetitions twice = Repetitions.wanted(taking(20), Profile.QUICK);
        Repetitions once = Repetitions.wanted(taking(300), Profile.QUICK);

        assertThat(twice.warmups() * twice.warmupSeconds()).isEqualTo(once.warmupSeconds());
    }

    private static Pairing taking(double milliseconds) {
        return Pairing.of(SHAPE, List.of("conv"), Map.of(Convolutions.DIRECT, milliseconds))
                .getFirst();
    }
}
