package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;

/**
 * {@link PackedGemm} gives the product of its definition on small integers, from arrays that end
 * where its operands end: what it reads ahead is among them.
 */
final class PackedProductsTakeTheirOperandsAndNoMore {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 2",
        "1, 2, 4",
        "2, 7, 2",
        "1, 8, 2",
        "3, 9, 4",
        "1, 15, 2",
        "4, 16, 2",
        "2, 17, 6",
        "1, 18, 4",
        "16, 23, 2",
        "5, 33, 2"
    })
    void forAnyDepth(int microKernels, int blocks, int panels) {
        int rows = microKernels * MicroKernel.ROWS;
        int plane = rows * BLOCK;
        int panel = blocks * BLOCK * COLUMNS;
        SplittableRandom random = new SplittableRandom(42);
        float[] a = integers(random, blocks * plane);
        float[] b = integers(random, panels * panel);
        float[] c = new float[panels * COLUMNS / BLOCK * plane];

        PackedGemm.multiply(a, 0, plane, rows, blocks, b, 0, panel, panels, c, 0, plane, false);

        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < panels * COLUMNS; column++) {
                float sum = 0;
                for (int k = 0; k < blocks * BLOCK; k++) {
                    float left = a[k / BLOCK * plane + row * BLOCK + k % BLOCK];
                    sum += left * b[column / COLUMNS * panel + k * COLUMNS + column % COLUMNS];
                }
                assertThat(c[column / BLOCK * plane + row * BLOCK + column % BLOCK])
                        .as("row %d, column %d", row, column)
                        .isEqualTo(sum);
            }
        }
    }

    private static float[] integers(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(-4, 5);
        }
        return values;
    }
}
