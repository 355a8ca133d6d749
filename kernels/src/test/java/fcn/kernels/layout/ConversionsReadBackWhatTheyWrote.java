package fcn.kernels.layout;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.threads.Team;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

/** Blocks hold each value in its place and zeros beyond C, and give back the map. */
class ConversionsReadBackWhatTheyWrote {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 32, 45})
    void forAnyChannels(int channels) {
        Random random = new Random(channels);
        Tensor map = Tensor.zeros(new Shape(2, channels, 3, 5));
        for (int i = 0; i < map.data().length; i++) {
            map.data()[i] = 1 + random.nextFloat();
        }
        Shape shape = map.shape();
        float[] blocked = new float[Layout.NCHW16C.floats(shape)];
        float[] back = new float[map.data().length];
        Arrays.fill(blocked, Float.NaN);
        try (Team team = new Team(2)) {
            LayoutConversion.convert(shape, map.data(), Layout.NCHW, blocked, Layout.NCHW16C, team);
            LayoutConversion.convert(shape, blocked, Layout.NCHW16C, back, Layout.NCHW, team);
        }
        assertThat(back).containsExactly(map.data());
        int i = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int first = 0; first < shape.c(); first += 16) {
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        for (int c = first; c < first + 16; c++) {
                            assertThat(blocked[i++])
                                    .isEqualTo(c < shape.c() ? map.at(n, c, y, x) : 0);
                        }
                    }
                }
            }
        }
    }
}
