package fcn.kernels.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.kernels.simd.Species;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Transformed in float32, a filter of one weight becomes the outer product of two columns of G, and
 * nothing is written but the points.
 */
final class FiltersAreTransformedSideBySide {
    private static final int FILTERS = 2 * Species.LANES;
    private static final int TAP = FILTERS + Species.LANES;
    private static final int POINT = FILTERS + 16;

    static Stream<TileTransform> tiles() {
        return Stream.of(new TileF6(), new TileF2Taps7(), new TileF3Taps7());
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void eachWeightGoesToItsPoints(TileTransform tile) {
        CookToom matrices = tile.matrices();
        FilterTransform transform = new FilterTransform(matrices);
        int r = matrices.r();
        int n = matrices.n();
        assertThat(transform.taps()).isEqualTo(r * r);
        for (int tap = 0; tap < r * r; tap++) {
            float[] in = new float[r * r * TAP];
            for (int f = 0; f < FILTERS; f++) {
                in[tap * TAP + f] = f + 1;
            }
            float[] out = new float[n * n * POINT];
            Arrays.fill(out, Float.NaN);
            float[] scratch = new float[transform.scratchFloats(TAP)];

            transform.transform(in, 0, FILTERS, TAP, out, 0, POINT, scratch, 0);

            for (int i = 0; i < out.length; i++) {
                int point = i / POINT;
                double row = matrices.g().get(point / n).get(tap / r).toDouble();
                double column = matrices.g().get(point % n).get(tap % r).toDouble();
                if (i % POINT < FILTERS) {
                    double expected = (i % POINT + 1) * row * column;
                    Offset<Double> rounding = Offset.offset(Math.abs(expected) * 0x1p-21);
                    assertThat((double) out[i]).isCloseTo(expected, rounding);
                } else {
                    assertThat(out[i]).isNaN();
                }
            }
        }
    }

    @Test
    void othersAreRefused() {
        assertThatThrownBy(() -> new FilterTransform(new TileF4().matrices()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3x3 on 6 points");
    }
}
