package fcn.kernels.transposed;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.network.SyntheticWeights;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * {@link RankOne} finds factors whose products are the filter, bit for bit, where all minors of two
 * rows and two columns vanish, and none elsewhere: one value off by an ulp is enough.
 */
final class FiltersOfRankOneAreRecognisedExactly {
    private static final int SEED = 20261123;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64})
    void caffesBilinearFilterIsItsFactors(int size) {
        float[] filter = bilinear(size);

        RankOne factors = RankOne.of(filter, size).orElseThrow();

        for (int i = 0; i < filter.length; i++) {
            assertThat(factors.u()[i / size] * factors.v()[i % size]).isEqualTo(filter[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 16, 64})
    void aValueOffByAnUlpIsSeen(int size) {
        float[] filter = bilinear(size);
        for (int i = 0; i < filter.length; i++) {
            float right = filter[i];
            for (float wrong : new float[] {Math.nextUp(right), Math.nextDown(right), 0, -right}) {
                filter[i] = wrong;
                assertThat(RankOne.of(filter, size)).as("%s at %d", wrong, i).isEmpty();
            }
            filter[i] = right;
        }
    }

    /** Minors in exact decimals against it, on columns times rows, some with a value changed. */
    @Test
    void itAgreesWithTheMinors() {
        SplittableRandom random = new SplittableRandom(SEED);
        int products = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            int height = random.nextInt(1, 5);
            int width = random.nextInt(1, 5);
            float[] filter = product(random, height, width);
            if (random.nextBoolean()) {
                int i = random.nextInt(filter.length);
                filter[i] = random.nextBoolean() || filter[i] == 0 ? 1 : Math.nextUp(filter[i]);
            }
            boolean vanish = minorsVanish(filter, width);
            assertThat(RankOne.of(filter, width).isPresent())
                    .as("%s, rows of %d", Arrays.toString(filter), width)
                    .isEqualTo(vanish);
            products += vanish ? 1 : 0;
        }
        assertThat(products).as("both kinds are tried").isBetween(4000, 16_000);
    }

    @Test
    void whatIsNoNumberIsNoProduct() {
        for (float odd :
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThat(RankOne.of(new float[] {1, odd}, 2)).isEmpty();
            assertThat(RankOne.of(new float[] {odd, 1}, 1)).isEmpty();
            assertThat(RankOne.of(new float[] {odd}, 1)).isEmpty();
        }
    }

    @Test
    void nothingIsZeroTimesZero() {
        assertThat(RankOne.of(new float[6], 3).orElseThrow().u()).containsOnly(0);
    }

    /** A column times a row, of up to 12 significant bits each, or up to 15: then rounded. */
    private static float[] product(SplittableRandom random, int height, int width) {
        int bits = random.nextInt(4) == 0 ? 15 : random.nextInt(1, 13);
        float[] column = numbers(random, height, bits);
        float[] row = numbers(random, width, bits);
        float[] product = new float[height * width];
        for (int i = 0; i < product.length; i++) {
            product[i] = column[i / width] * row[i % width];
        }
        return product;
    }

    private static float[] numbers(SplittableRandom random, int count, int bits) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Math.scalb(random.nextInt(1 << bits), random.nextInt(-20, 20));
            if (random.nextBoolean()) {
                numbers[i] = -numbers[i];
            }
        }
        return numbers;
    }

    private static boolean minorsVanish(float[] filter, int width) {
        for (int i = 0; i < filter.length; i++) {
            for (int j = 0; j < filter.length; j++) {
                int across = i / width * width + j % width;
                int back = j / width * width + i % width;
                if (times(filter[i], filter[j]).compareTo(times(filter[across], filter[back]))
                        != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BigDecimal times(float a, float b) {
        return new BigDecimal(a).multiply(new BigDecimal(b));
    }

    private static float[] bilinear(int size) {
        return SyntheticWeights.bilinear(new Shape(1, 1, size, size), 1).data();
    }
}
