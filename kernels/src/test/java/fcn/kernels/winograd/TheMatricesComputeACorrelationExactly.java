package fcn.kernels.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code A^T [(G g) ⊙ (B^T d)]} is the correlation of d with g, in rational arithmetic: on every
 * pair of unit vectors, hence, being bilinear, on all.
 */
final class TheMatricesComputeACorrelationExactly {
    static Stream<CookToom> matrices() {
        return Stream.of(
                        new TileF2(),
                        new TileF4(),
                        new TileF6(),
                        new TileF4Taps5(),
                        new TileF2Taps7(),
                        new TileF3Taps7())
                .map(TileTransform::matrices);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void onUnitVectors(CookToom matrices) {
        for (int i = 0; i < matrices.n(); i++) {
            for (int j = 0; j < matrices.r(); j++) {
                for (int o = 0; o < matrices.m(); o++) {
                    Rational expected = i == o + j ? Rational.ONE : Rational.ZERO;
                    assertThat(output(matrices, i, j, o)).isEqualTo(expected);
                }
            }
        }
    }

    /** Output o for the i-th unit vector as inputs and the j-th as weights. */
    private static Rational output(CookToom matrices, int i, int j, int o) {
        Rational sum = Rational.ZERO;
        List<Rational> row = matrices.at().get(o);
        for (int p = 0; p < matrices.n(); p++) {
            Rational product = matrices.g().get(p).get(j).times(matrices.bt().get(p).get(i));
            sum = sum.plus(row.get(p).times(product));
        }
        return sum;
    }
}
