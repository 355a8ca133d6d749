package fcn.reports.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fcn.reference.BadInputException;
import fcn.reference.layer.Softmax;
import fcn.reference.naive.Naive;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.color.ColorMap;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class ConfidenceIsTheMarginOfASoftmax {
    private final Tensor score = Tensor.zeros(new Shape(1, 21, 4, 5));

    ConfidenceIsTheMarginOfASoftmax() {
        Random random = new Random(3);
        for (int i = 0; i < score.data().length; i++) {
            score.data()[i] = (float) (3 * random.nextGaussian());
        }
    }

    @Test
    void worked() {
        Segmentation segmentation = Segmentation.of(score, "a.png", false);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 5; x++) {
                double sum = 0;
                double first = 0;
                double second = 0;
                for (int c = 0; c < 21; c++) {
                    double e = Math.exp(score.at(0, c, y, x));
                    sum += e;
                    second = e > first ? first : Math.max(second, e);
                    first = Math.max(first, e);
                }
                assertThat((double) segmentation.margin(y, x))
                        .isCloseTo((first - second) / sum, within(1e-6));
                assertThat(segmentation.confidence().getRaster().getSample(x, y, 0))
                        .isEqualTo(Math.round(255 * segmentation.margin(y, x)));
            }
        }
        assertThat(segmentation.confidence().getColorModel()).isEqualTo(ColorMap.VIRIDIS.palette());
    }

    @Test
    void alsoWhereTheNetworkEndsInOne() {
        Tensor probabilities = Naive.forward(new Softmax(1), List.of(score), List.of()).getFirst();
        Segmentation direct = Segmentation.of(score, "a.png", false);
        Segmentation after = Segmentation.of(probabilities, "a.png", true);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 5; x++) {
                assertThat(after.label(y, x)).isEqualTo(direct.label(y, x));
                assertThat(after.margin(y, x)).isCloseTo(direct.margin(y, x), within(1e-6f));
            }
        }
    }

    @Test
    void noneForATie() {
        Tensor tie = Tensor.zeros(new Shape(1, 21, 1, 1));
        Segmentation segmentation = Segmentation.of(tie, "a.png", false);
        assertThat(segmentation.margin(0, 0)).isZero();
        assertThat(segmentation.label(0, 0)).as("the first of equals").isZero();
    }

    @Test
    void refusedWhereTheScoreIsNoNumber() {
        score.set(0, 4, 2, 3, Float.NaN);
        score.set(0, 0, 2, 3, Float.NaN);
        assertThatThrownBy(() -> Segmentation.of(score, "a.png", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a.png")
                .hasMessageContaining("row 2, column 3");
    }
}
