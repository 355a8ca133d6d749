package fcn.kernels.winograd;

import static fcn.kernels.layout.Layout.BLOCK;

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
    private interface Pass {
        void run(float[] in, float[] out);
    }

    static Stream<TileTransform> tiles() {
        return Stream.of(
                new TileF2(),
                new TileF4(),
                new TileF6(),
                new TileF4Taps5(),
                new TileF2Taps7(),
                new TileF3Taps7());
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void ofInputs(TileTransform tile) {
        int row = tile.n() * BLOCK;
        check(
                tile.matrices().bt(),
                tile.n(),
                (in, out) -> tile.inputPass(in, 0, row, out, 0, row, BLOCK));
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void ofOutputs(TileTransform tile) {
        int count = 3;
        int row = count * BLOCK;
        check(
                tile.matrices().at(),
                count,
                (in, out) -> tile.outputPass(in, 0, row, BLOCK, out, 0, row, count));
    }

    /** Rows of {@code count} vectors; vector i of the unit vector is i + 1. */
    private static void check(List<List<Rational>> matrix, int count, Pass pass) {
        int row = count * BLOCK;
        int columns = matrix.getFirst().size();
        for (int column = 0; column < columns; column++) {
            float[] in = new float[columns * row];
            for (int i = 0; i < count; i++) {
                int from = column * row + i * BLOCK;
                Arrays.fill(in, from, from + Species.LANES, i + 1);
            }
            float[] out = new float[matrix.size() * row];
            pass.run(in, out);
            for (int i = 0; i < out.length; i++) {
                boolean lane = i % BLOCK < Species.LANES;
                int times = lane ? i % row / BLOCK + 1 : 0;
                double expected = times * matrix.get(i / row).get(column).toDouble();
                Offset<Double> rounding = Offset.offset(Math.abs(expected) * 0x1p-23);
                assertThat((double) out[i]).isCloseTo(expected, rounding);
            }
        }
    }
}
