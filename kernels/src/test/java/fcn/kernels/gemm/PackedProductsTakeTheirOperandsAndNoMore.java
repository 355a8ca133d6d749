package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Each {@link MacroKernel} gives the product of its definition, and adds it, on small integers,
 * from arrays that end where its operands end: what it reads ahead is among them.
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
    void forAnyDepth(int microKernels, int planes, int panels) {
        for (MacroKernel kernel : MacroKernel.values()) {
            multiply(kernel, microKernels * kernel.rows(1), planes, panels);
        }
    }

    private static void multiply(MacroKernel kernel, int rows, int planes, int panels) {
        int strip = kernel.strip();
        int columns = kernel.columns();
        int depth = planes * strip;
        int aPlane = rows * strip;
        int cPlane = rows * BLOCK;
        int panel = depth * columns;
        int used = panels * columns;
        SplittableRandom random = new SplittableRandom(42);
        float[] a = integers(random, planes * aPlane);
        float[] b = integers(random, panels * panel);
        float[] c = new float[panels * columns / BLOCK * cPlane];

        kernel.multiply(a, 0, aPlane, rows, planes, b, 0, panel, panels, used, c, 0, cPlane, false);
        kernel.multiply(a, 0, aPlane, rows, planes, b, 0, panel, panels, used, c, 0, cPlane, true);

        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < panels * columns; column++) {
                float sum = 0;
                for (int k = 0; k < depth; k++) {
                    float left = a[k / strip * aPlane + row * strip + k % strip];
                    sum += 2 * left * b[column / columns * panel + k * columns + column % columns];
                }
                assertThat(c[column / BLOCK * cPlane + row * BLOCK + column % BLOCK])
                        .as("%s, row %d, column %d", kernel, row, column)
                        .isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 3", "13, 17"})
    void whatDoesNotFillALastPanelBecomesZero(int rowsOf4, int planes) {
        int rows = MacroKernel.PLANES.rows(4 * rowsOf4);
        int plane = rows * BLOCK;
        int panel = planes * BLOCK * COLUMNS;
        for (int columns = 1; columns <= 2 * COLUMNS; columns++) {
            SplittableRandom random = new SplittableRandom(42);
            float[] a = integers(random, planes * plane);
            int panels = MacroKernel.PLANES.panels(columns);
            float[] b = integers(random, panels * panel);
            for (int i = 0; i < b.length; i++) {
                if (i / panel * COLUMNS + i % COLUMNS >= columns) {
                    b[i] = 0;
                }
            }
            float[] c = new float[panels * COLUMNS / BLOCK * plane];
            Arrays.fill(c, Float.NaN);

            PackedGemm.multiply(
                    a, 0, plane, rows, planes, b, 0, panel, panels, columns, c, 0, plane, false);

            for (int i = 0; i < panels * COLUMNS * rows; i++) {
                int row = i % rows;
                int column = i / rows;
                float sum = 0;
                for (int k = 0; k < planes * BLOCK; k++) {
                    float left = a[k / BLOCK * plane + row * BLOCK + k % BLOCK];
                    sum += left * b[column / COLUMNS * panel + k * COLUMNS + column % COLUMNS];
                }
                assertThat(c[column / BLOCK * plane + row * BLOCK + column % BLOCK])
                        .as("%d columns, row %d, column %d", columns, row, column)
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
