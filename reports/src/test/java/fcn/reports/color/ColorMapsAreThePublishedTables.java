package fcn.reports.color;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapsAreThePublishedTables {
    @ParameterizedTest
    @EnumSource
    void of256Colours(ColorMap map) {
        assertThat(map.hex()).hasSize(256 * 6).startsWith("%06x".formatted(map.rgb(0)));
        assertThat(map.palette().getMapSize()).isEqualTo(256);
    }

    @Test
    void fromEndToEnd() {
        assertThat(ends(ColorMap.VIRIDIS)).containsExactly(0x440154, 0x21908d, 0xfde725);
        assertThat(ends(ColorMap.MAGMA)).containsExactly(0x000004, 0xb5367a, 0xfcfdbf);
        assertThat(ends(ColorMap.DIVERGING)).containsExactly(0x3b4cc0, 0xdcdddd, 0xb40426);
        assertThat(ends(ColorMap.GREY)).containsExactly(0, 0x7f7f7f, 0xffffff);
    }

    private static int[] ends(ColorMap map) {
        return new int[] {map.rgb(0), map.rgb(127), map.rgb(255)};
    }
}
