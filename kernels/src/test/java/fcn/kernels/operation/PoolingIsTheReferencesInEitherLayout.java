package fcn.kernels.operation;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.threads.Team;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Window;
import fcn.reference.naive.Naive;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Any window, padding and stride, gaps between windows too: maxima are the reference's, averages
 * within rounding.
 */
class PoolingIsTheReferencesInEitherLayout {
    @ParameterizedTest
    @EnumSource
    void onRandomShapes(Layout layout) {
        Random random = new Random(5);
        try (Team team = new Team(2)) {
            for (int i = 0; i < 400; i++) {
                check(draw(random), random, layout, team);
            }
        }
    }

    private static Pooling draw(Random random) {
        Pooling.Method method = random.nextBoolean() ? Pooling.Method.MAX : Pooling.Method.AVE;
        int kernelH = 1 + random.nextInt(4);
        int kernelW = 1 + random.nextInt(4);
        Window window =
                new Window(
                        kernelH,
                        kernelW,
                        1 + random.nextInt(4),
                        1 + random.nextInt(4),
                        random.nextInt(kernelH),
                        random.nextInt(kernelW),
                        1,
                        1);
        return new Pooling(method, window, random.nextInt(8) == 0);
    }

    private static void check(Pooling pooling, Random random, Layout layout, Team team) {
        int height = 4 + random.nextInt(6);
        int width = 4 + random.nextInt(6);
        Tensor in = Tensor.zeros(new Shape(2, 1 + random.nextInt(33), height, width));
        for (int i = 0; i < in.data().length; i++) {
            in.data()[i] = 2 * random.nextFloat() - 1;
        }
        if (!SeparablePooling.fits(pooling, in.shape(), layout)) {
            return;
        }
        Tensor expected = Naive.forward(pooling, List.of(in), List.of()).getFirst();
        float[] from = new float[layout.floats(in.shape())];
        float[] to = new float[layout.floats(expected.shape())];
        float[] found = new float[expected.data().length];
        Arrays.fill(to, Float.NaN);
        LayoutConversion.convert(in.shape(), in.data(), Layout.NCHW, from, layout, team);
        new SeparablePooling(pooling, in.shape(), expected.shape(), layout, team.threads())
                .run(new float[][] {from}, to, team);
        LayoutConversion.convert(expected.shape(), to, layout, found, Layout.NCHW, team);
        for (int i = 0; i < found.length; i++) {
            float right = expected.data()[i];
            float tolerance = pooling.method() == Pooling.Method.MAX ? 0 : 1e-6f;
            assertThat(
                            Float.isNaN(found[i]) == Float.isNaN(right)
                                    && !(Math.abs(found[i] - right) > tolerance))
                    .as("%s on %s in %s: %s, not %s", pooling, in.shape(), layout, found[i], right)
                    .isTrue();
        }
    }
}
