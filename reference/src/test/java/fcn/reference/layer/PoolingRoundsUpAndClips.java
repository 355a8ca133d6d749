package fcn.reference.layer;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.Refusal;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class PoolingRoundsUpAndClips {
    @ParameterizedTest
    @CsvSource({
        // in, kernel, stride, pad, out
        "11, 2, 2, 0, 6",
        "14, 2, 2, 0, 7",
        "11, 3, 2, 0, 5",
        "14, 3, 2, 0, 7",
        "11, 3, 2, 1, 6",
        "14, 3, 2, 1, 8",
        "11, 2, 3, 0, 4",
        "14, 2, 3, 0, 5",
        "1, 1, 1, 0, 1",
        "4, 2, 2, 1, 3",
        "3, 2, 2, 1, 2",
        "175, 2, 2, 0, 88"
    })
    void asCaffes(int in, int kernel, int stride, int pad, int out) {
        Pooling pooling =
                new Pooling(Pooling.Method.MAX, Window.square(kernel, stride, pad), false);
        assertThat(pooling.outputs(List.of(new Shape(2, 3, in, in))))
                .containsExactly(new Shape(2, 3, out, out));
    }

    @Test
    void andAGlobalOneGivesAValueAChannel() {
        Pooling pooling = new Pooling(Pooling.Method.AVE, Window.square(1, 1, 0), true);
        assertThat(pooling.outputs(List.of(new Shape(2, 3, 11, 14))))
                .containsExactly(new Shape(2, 3, 1, 1));
    }

    @Test
    void andAKernelThatExceedsTheImageIsRefused() {
        Pooling pooling = new Pooling(Pooling.Method.MAX, Window.square(9, 1, 0), false);
        Refusal.of(() -> pooling.outputs(List.of(new Shape(1, 1, 4, 4))))
                .startsWith("its output would be empty");
    }
}
