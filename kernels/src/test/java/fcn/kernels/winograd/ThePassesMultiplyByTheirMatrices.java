package fcn.kernels.winograd;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.simd.Species;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hand-written passes give the columns of {@code B^T} and {@code A^T} on unit vectors, in every
 * lane.
 */
final class ThePassesMultiplyByTheirMatrices {
    private static final int LANES = Species.LANES;

    private interface Pass {
        void run(float[] in, float[] out);
    }

    static Stream<TileTransform> tiles() {
        return Stream.of(
                new TileF2(), new TileF4(), new TileF6(), new TileF4Taps5(), new TileF2Taps7());
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void ofInputs(TileTransform tile) {
        check(tile.matrices().bt(), (in, out) -> tile.inputPass(in, 0, LANES, out, 0, LANES));
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void ofOutputs(TileTransform tile) {
        check(tile.matrices().at(), (in, out) -> tile.outputPass(in, 0, LANES, out, 0, LANES));
    }

    private static void check(List<List<Rational>> matrix, Pass pass) {
        int columns = matrix.getFirst().size();
        for (int column = 0; column < columns; column++) {
            float[] in = new float[columns * LANES];
            Arrays.fill(in, column * LANES, (column + 1) * LANES, 1);
            float[] out = new float[matrix.size() * LANES];
            pass.run(in, out);
            for (int i = 0; i < out.length; i++) {
                double expected = matrix.get(i / LANES).get(column).toDouble();
                Offset<Float> rounding = Offset.offset((float) Math.abs(expected) * 0x1p-23f);
                assertThat(out[i]).isCloseTo((float) expected, rounding);
            }
        }
    }
}
