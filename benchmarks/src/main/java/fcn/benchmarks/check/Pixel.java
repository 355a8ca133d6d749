package fcn.benchmarks.check;

import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Window;
import fcn.reference.naive.Naive;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One place of an output map, all channels of it: what the reference says is cheap to ask. */
record Pixel(int image, int y, int x) {
    /** All pixels of an output, or the corners and at most that many at random, half on the rim. */
    static List<Pixel> choose(Shape shape, int most) {
        int h = shape.h();
        int w = shape.w();
        Set<Pixel> chosen = new LinkedHashSet<>();
        if ((long) shape.n() * h * w <= most) {
            for (int i = 0; i < shape.n() * h * w; i++) {
                chosen.add(new Pixel(i / w / h, i / w % h, i % w));
            }
            return List.copyOf(chosen);
        }
        for (int corner = 0; corner < 4; corner++) {
            chosen.add(new Pixel(shape.n() - 1, corner / 2 * (h - 1), corner % 2 * (w - 1)));
        }
        SplittableRandom random = new SplittableRandom(Values.SEED);
        for (int i = 4; i < most; i++) {
            int y = random.nextInt(h);
            int x = random.nextInt(w);
            switch (i % 4) {
                case 0 -> y = random.nextBoolean() ? h - 1 : 0;
                case 1 -> x = random.nextBoolean() ? w - 1 : 0;
                default -> {}
            }
            chosen.add(new Pixel(random.nextInt(shape.n()), y, x));
        }
        return new ArrayList<>(chosen);
    }

    /** The reference's output at this pixel of what an epilogue stores. */
    float[] stored(ConvolutionShape shape, Epilogue epilogue, Values values) {
        float[] result = epilogue.pool() ? pooled(shape, values) : expected(shape, values).clone();
        for (int o = 0; epilogue.relu() && o < result.length; o++) {
            result[o] = Math.max(result[o], 0);
        }
        return result;
    }

    private float[] pooled(ConvolutionShape shape, Values values) {
        float[] largest = new float[shape.oc()];
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        for (int i = 2 * y; i < Math.min(2 * y + 2, shape.oh()); i++) {
            for (int j = 2 * x; j < Math.min(2 * x + 2, shape.ow()); j++) {
                float[] one = new Pixel(image, i, j).expected(shape, values);
                for (int o = 0; o < largest.length; o++) {
                    largest[o] = Math.max(largest[o], one[o]);
                }
            }
        }
        return largest;
    }

    /** The reference's output at this pixel, a value for each channel. */
    float[] expected(ConvolutionShape shape, Values values) {
        return shape.transposed() ? transposed(shape, values) : convolved(shape, values);
    }

    /** A dense convolution, without padding, of just the inputs that the weights lie on. */
    private float[] convolved(ConvolutionShape shape, Values values) {
        Window window = shape.window();
        int kh = window.kernelH();
        int kw = window.kernelW();
        Tensor under = Tensor.zeros(new Shape(1, shape.ic(), kh, kw));
        for (int c = 0; c < shape.ic(); c++) {
            for (int ky = 0; ky < kh; ky++) {
                int iy = y * window.strideH() - window.padH() + ky * window.dilationH();
                for (int kx = 0; kx < kw; kx++) {
                    int ix = x * window.strideW() - window.padW() + kx * window.dilationW();
                    if (iy >= 0 && iy < shape.ih() && ix >= 0 && ix < shape.iw()) {
                        under.set(0, c, ky, kx, values.input().at(image, c, iy, ix));
                    }
                }
            }
        }
        Window dense = new Window(kh, kw, 1, 1, 0, 0, 1, 1);
        Layer layer = new Convolution(shape.oc(), dense, shape.group(), true);
        return forward(layer, under, values).data();
    }

    /** A transposed convolution, without padding, of the inputs that reach this pixel. */
    private float[] transposed(ConvolutionShape shape, Values values) {
        Window window = shape.window();
        long padded = y + (long) window.padH();
        long paddedX = x + (long) window.padW();
        int top = first(padded, window.spanH(), window.strideH());
        int left = first(paddedX, window.spanW(), window.strideW());
        int bottom = (int) Math.min(shape.ih() - 1L, padded / window.strideH());
        int right = (int) Math.min(shape.iw() - 1L, paddedX / window.strideW());
        if (top > bottom || left > right) {
            return values.bias().data();
        }
        Tensor reaching =
                Tensor.zeros(new Shape(1, shape.ic(), bottom - top + 1, right - left + 1));
        for (int c = 0; c < shape.ic(); c++) {
            for (int iy = top; iy <= bottom; iy++) {
                for (int ix = left; ix <= right; ix++) {
                    reaching.set(0, c, iy - top, ix - left, values.input().at(image, c, iy, ix));
                }
            }
        }
        Window unpadded =
                new Window(
                        window.kernelH(),
                        window.kernelW(),
                        window.strideH(),
                        window.strideW(),
                        0,
                        0,
                        window.dilationH(),
                        window.dilationW());
        Layer layer = new Deconvolution(shape.oc(), unpadded, shape.group(), true);
        Tensor map = forward(layer, reaching, values);
        float[] result = new float[shape.oc()];
        for (int o = 0; o < result.length; o++) {
            result[o] =
                    map.at(
                            0,
                            o,
                            (int) (padded - (long) top * window.strideH()),
                            (int) (paddedX - (long) left * window.strideW()));
        }
        return result;
    }

    /**
     * The first input whose window {@code [s i, s i + span)} holds a place of the padded output.
     */
    private static int first(long padded, long span, int stride) {
        return (int) Math.max(0, Math.ceilDiv(padded - span + 1, (long) stride));
    }

    private static Tensor forward(Layer layer, Tensor input, Values values) {
        return Naive.forward(layer, List.of(input), List.of(values.weights(), values.bias()))
                .getFirst();
    }
}
