package fcn.reports.features;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.color.ColorMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

class AGridShowsEveryValueInItsPlace {
    private static FeatureGrid grid(Tensor blob, Scale scale, boolean signed) {
        List<Integer> all = IntStream.range(0, blob.shape().c()).boxed().toList();
        return FeatureGrid.of(blob, FeatureStatistics.of(blob), all, scale, signed, 1);
    }

    private static int entry(BufferedImage picture, int x, int y) {
        return picture.getRaster().getSample(x, y, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,2", "4,2", "5,3", "9,3", "10,4", "64,8", "65,9", "4096,64"})
    void inAsManyColumnsAsTheRootRoundedUp(int maps, int columns) {
        assertThat(FeatureGrid.columns(maps)).isEqualTo(columns);
    }

    @Test
    void eachMapFromItsLeastToItsGreatest() {
        Tensor blob = Blobs.random(5, 4, 6);
        BufferedImage picture = grid(blob, Scale.MAP, false).picture(ColorMap.VIRIDIS);
        assertThat(picture.getWidth()).isEqualTo(3 * 7 - 1);
        assertThat(picture.getHeight()).isEqualTo(2 * 5 - 1);
        for (int c = 0; c < 5; c++) {
            float min = Float.MAX_VALUE;
            float max = -Float.MAX_VALUE;
            for (int i = 0; i < 24; i++) {
                min = Math.min(min, blob.data()[c * 24 + i]);
                max = Math.max(max, blob.data()[c * 24 + i]);
            }
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 6; x++) {
                    double share = (blob.at(0, c, y, x) - min) / (max - min);
                    assertThat(entry(picture, c % 3 * 7 + x, c / 3 * 5 + y))
                            .isEqualTo((int) Math.round(252 * share));
                }
            }
        }
        assertThat(picture.getRGB(6, 0) >>> 24).as("between two maps").isZero();
        assertThat(picture.getRGB(19, 8) >>> 24).as("where a sixth would be").isZero();
        assertThat(picture.getColorModel().getRGB(252) & 0xffffff).isEqualTo(0xfde725);
    }

    @Test
    void allMapsOnOneScale() {
        Tensor blob = new Tensor(new Shape(1, 2, 1, 2), new float[] {0, 1, 2, 4});
        FeatureGrid grid = grid(blob, Scale.COMMON, false);
        assertThat(grid.level(0, 0, 0)).isZero();
        assertThat(grid.level(0, 0, 1)).isEqualTo(63);
        assertThat(grid.level(1, 0, 0)).isEqualTo(126);
        assertThat(grid.level(1, 0, 1)).isEqualTo(252);
    }

    @Test
    void zeroInTheMiddleOfASignedScale() {
        Tensor blob = new Tensor(new Shape(1, 1, 1, 3), new float[] {-1, 0, 4});
        FeatureGrid grid = grid(blob, Scale.MAP, true);
        assertThat(grid.level(0, 0, 0)).isEqualTo(95); // 3/8 of 252, rounded up
        assertThat(grid.level(0, 0, 1)).isEqualTo(126);
        assertThat(grid.level(0, 0, 2)).isEqualTo(252);
    }

    @Test
    void aConstantMapAsSuchAndNotAsNoise() {
        Tensor blob = Blobs.constant(Blobs.random(3, 4, 4), 1, 0.3f);
        assertThat(grid(blob, Scale.MAP, false).level(1, 2, 2)).isEqualTo(FeatureGrid.CONSTANT);
        assertThat(grid(blob, Scale.MAP, true).level(1, 2, 2)).isEqualTo(FeatureGrid.CONSTANT);
        assertThat(grid(blob, Scale.COMMON, false).level(1, 2, 2)).isLessThan(FeatureGrid.TOP);
    }

    @Test
    void mapsOfOneValueOnACommonScale() {
        Tensor blob = new Tensor(new Shape(1, 3, 1, 1), new float[] {1, 2, 3});
        FeatureGrid grid = grid(blob, Scale.MAP, false);
        assertThat(grid.level(1, 0, 0)).isEqualTo(126);
    }

    @Test
    void whatIsNotFiniteApartFromTheRest() {
        Tensor blob =
                new Tensor(
                        new Shape(1, 1, 1, 4),
                        new float[] {Float.NaN, 1, 3, Float.POSITIVE_INFINITY});
        FeatureGrid grid = grid(blob, Scale.MAP, false);
        assertThat(grid.level(0, 0, 0)).isEqualTo(FeatureGrid.NOT_FINITE);
        assertThat(grid.level(0, 0, 1)).isZero();
        assertThat(grid.level(0, 0, 2)).isEqualTo(FeatureGrid.TOP);
        assertThat(grid.level(0, 0, 3)).isEqualTo(FeatureGrid.NOT_FINITE);
    }

    @Test
    void shrunkToMeans() {
        Tensor blob = new Tensor(new Shape(1, 1, 2, 3), new float[] {0, 4, 8, 4, 0, 0});
        FeatureGrid grid =
                FeatureGrid.of(blob, FeatureStatistics.of(blob), List.of(0), Scale.MAP, false, 2);
        assertThat(grid.tileWidth()).isEqualTo(2);
        assertThat(grid.level(0, 0, 0)).as("mean 2 of 0 to 8").isEqualTo(63);
        assertThat(grid.level(0, 0, 1)).as("mean 4 of a column").isEqualTo(126);
    }
}
