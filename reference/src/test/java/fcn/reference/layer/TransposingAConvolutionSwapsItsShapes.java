package fcn.reference.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransposingAConvolutionSwapsItsShapes {
    @ParameterizedTest
    @CsvSource({
        // in, kernel, stride, pad, dilation, out = s (in - 1) + d (k - 1) + 1 - 2p
        "16, 4, 2, 0, 1, 34",
        "34, 4, 2, 0, 1, 70",
        "70, 16, 8, 0, 1, 568",
        "5, 4, 2, 1, 1, 10",
        "5, 2, 3, 0, 1, 14",
        "5, 3, 2, 1, 2, 11"
    })
    void byCaffesFormula(int in, int kernel, int stride, int pad, int dilation, int out) {
        Window window = new Window(kernel, kernel, stride, stride, pad, pad, dilation, dilation);
        assertThat(new ConvolutionShape(true, 1, 1, 1, in, in, 1, window).oh()).isEqualTo(out);
    }

    @Test
    void soThatAConvolutionLeadsBack() {
        for (int in = 1; in < 8; in++) {
            for (int kernel = 1; kernel < 6; kernel++) {
                for (int stride = 1; stride < 4; stride++) {
                    for (int dilation = 1; dilation < 4; dilation++) {
                        Window window = new Window(kernel, 1, stride, 1, 0, 0, dilation, 1);
                        int out = new ConvolutionShape(true, 1, 1, 1, in, 1, 1, window).oh();
                        assertThat(new ConvolutionShape(false, 1, 1, 1, out, 1, 1, window).oh())
                                .isEqualTo(in);
                    }
                }
            }
        }
    }

    @Test
    void andTheWeightsAreSwappedToo() {
        Window window = Window.square(3, 1, 1);
        assertThat(new ConvolutionShape(false, 1, 2, 4, 8, 8, 6, window).weights())
                .hasToString("6x2x3x3");
        assertThat(new ConvolutionShape(true, 1, 2, 4, 8, 8, 6, window).weights())
                .hasToString("4x3x3x3");
    }
}
