package fcn.kernels.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strips are chosen where few zeros fill them up, never where most of them would be zeros. */
final class StripsAreForOperandsThatFillThem {
    @ParameterizedTest
    @CsvSource({"64, 64", "512, 4096", "480, 512", "1000, 1000"})
    void manyChannels(int depth, int columns) {
        assertThat(MacroKernel.fastest(depth, columns)).isEqualTo(MacroKernel.STRIPS);
    }

    @ParameterizedTest
    @CsvSource({"3, 64", "16, 512", "80, 64"})
    void fewChannels(int depth, int columns) {
        assertThat(MacroKernel.fastest(depth, columns)).isEqualTo(MacroKernel.PLANES);
    }
}
