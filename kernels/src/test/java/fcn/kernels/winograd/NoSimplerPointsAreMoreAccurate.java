package fcn.kernels.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why these interpolation points: of 0 and pairs ±p of simple fractions, which halve the additions,
 * no others have both a smaller derived amplification and a smaller measured error.
 */
final class NoSimplerPointsAreMoreAccurate {
    /** Fractions from 1/3 to 3 with numerator and denominator up to 5. */
    private static final List<Rational> FRACTIONS = fractions();

    static Stream<TileTransform> tiles() {
        return Stream.of(new TileF2(), new TileF4(), new TileF6(), new TileF2Taps7());
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void whatAmplifiesLessMeasuresMore(TileTransform tile) {
        double ours = tile.matrices().amplification();
        List<CookToom> candidates =
                choices(tile.n() / 2 - 1, 0)
                        .map(points -> matrices(tile.r(), points))
                        .filter(matrices -> matrices.amplification() < ours)
                        .toList();

        assertThat(candidates).hasSizeLessThan(3);
        for (CookToom candidate : candidates) {
            assertThat(MeasuredError.of(candidate))
                    .as("%s", candidate.g())
                    .isGreaterThan(MeasuredError.of(tile.matrices()));
        }
    }

    static Stream<Arguments> customary() {
        return Stream.of(
                Arguments.of(new TileF4(), List.of(of(1, 1), of(2, 1)), 1.7),
                Arguments.of(new TileF4(), List.of(of(3, 4), of(4, 3)), 1.05),
                Arguments.of(new TileF6(), List.of(of(1, 1), of(2, 1), of(3, 1)), 25),
                Arguments.of(new TileF6(), List.of(of(1, 2), of(1, 1), of(3, 2)), 1.1),
                Arguments.of(new TileF2Taps7(), List.of(of(1, 1), of(2, 1), of(3, 1)), 25));
    }

    /** {@code factor}: by so much at least. */
    @ParameterizedTest
    @MethodSource("customary")
    void measuredErrorsAreLess(TileTransform tile, List<Rational> others, double factor) {
        CookToom theirs = matrices(tile.r(), others);

        assertThat(MeasuredError.of(theirs))
                .isGreaterThan(factor * MeasuredError.of(tile.matrices()));
    }

    /** Direct convolution's error is the unit. */
    @Test
    void tilesOfSixCostAnOrderOfMagnitude() {
        assertThat(MeasuredError.of(new TileF2().matrices())).isLessThan(1.5);
        assertThat(MeasuredError.of(new TileF4().matrices())).isBetween(1.0, 3.0);
        assertThat(MeasuredError.of(new TileF6().matrices())).isBetween(4.0, 12.0);
    }

    private static CookToom matrices(int r, List<Rational> pairs) {
        List<Rational> points = new ArrayList<>(List.of(Rational.ZERO));
        for (Rational pair : pairs) {
            points.add(pair);
            points.add(Rational.ZERO.minus(pair));
        }
        return CookToom.of(r, points);
    }

    /** All choices of {@code count} fractions, of those from {@code first} on. */
    private static Stream<List<Rational>> choices(int count, int first) {
        if (count == 0) {
            return Stream.of(List.of());
        }
        List<List<Rational>> choices = new ArrayList<>();
        for (int i = first; i < FRACTIONS.size(); i++) {
            Rational chosen = FRACTIONS.get(i);
            choices(count - 1, i + 1)
                    .forEach(
                            others -> {
                                List<Rational> choice = new ArrayList<>(others);
                                choice.add(chosen);
                                choices.add(choice);
                            });
        }
        return choices.stream();
    }

    private static List<Rational> fractions() {
        List<Rational> fractions = new ArrayList<>();
        for (int denominator = 1; denominator <= 5; denominator++) {
            for (int numerator = 1; numerator <= 5; numerator++) {
                Rational fraction = of(numerator, denominator);
                double value = fraction.toDouble();
                if (value >= 1.0 / 3 && value <= 3 && !fractions.contains(fraction)) {
                    fractions.add(fraction);
                }
            }
        }
        return List.copyOf(fractions);
    }

    private static Rational of(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }
}
