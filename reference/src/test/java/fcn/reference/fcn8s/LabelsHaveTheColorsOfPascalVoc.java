package fcn.reference.fcn8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.IndexColorModel;

class LabelsHaveTheColorsOfPascalVoc {
    @ParameterizedTest
    @CsvSource({
        "0, background, 000000",
        "1, aeroplane, 800000",
        "2, bicycle, 008000",
        "3, bird, 808000",
        "4, boat, 000080",
        "7, car, 808080",
        "8, cat, 400000",
        "15, person, c08080",
        "16, pottedplant, 004000",
        "20, tvmonitor, 004080"
    })
    void asItsImagesShowThem(int label, String name, String color) {
        assertThat(Voc.labels().get(label)).isEqualTo(name);
        assertThat(Voc.color(label)).isEqualTo(Integer.parseInt(color, 16));
    }

    @Test
    void andVoidIsCream() {
        assertThat(Voc.color(255)).isEqualTo(0xE0E0C0);
    }

    @Test
    void inAPaletteOf256() {
        IndexColorModel palette = Voc.palette();
        assertThat(palette.getMapSize()).isEqualTo(256);
        assertThat(palette.hasAlpha()).isFalse();
        for (int label = 0; label < 256; label++) {
            assertThat(palette.getRGB(label) & 0xFFFFFF).isEqualTo(Voc.color(label));
        }
    }

    @Test
    void forTwentyOneLabels() {
        assertThat(Voc.labels()).hasSize(21).doesNotHaveDuplicates();
        assertThatIllegalArgumentException().isThrownBy(() -> Voc.color(256));
    }
}
