package fcn.reference.naive;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Tensor;

import java.util.Arrays;
import java.util.List;

/**
 * {@code out(n, o, y, x) = bias(o) + sum over c, ky, kx of weight(o, c, ky, kx) · in(n, c, y s - p
 * + ky d, x s - p + kx d)}, c running over the channels of o's group, zero outside the image. A row
 * of outputs is summed at a time.
 */
final class NaiveConvolution {
    private NaiveConvolution() {}

    static Tensor forward(ConvolutionShape shape, Tensor in, List<Tensor> weights) {
        Window w = shape.window();
        Tensor weight = weights.getFirst();
        float[] bias = weights.size() > 1 ? weights.get(1).data() : new float[shape.oc()];
        Tensor out = Tensor.zeros(shape.output());
        int channels = shape.ic() / shape.group();
        Maps.forEach(
                shape.output(),
                (n, o) -> {
                    int firstChannel = o / (shape.oc() / shape.group()) * channels;
                    double[] sums = new double[shape.ow()];
                    for (int y = 0; y < shape.oh(); y++) {
                        Arrays.fill(sums, bias[o]);
                        for (int c = 0; c < channels; c++) {
                            for (int ky = 0; ky < w.kernelH(); ky++) {
                                int iy = y * w.strideH() - w.padH() + ky * w.dilationH();
                                if (iy < 0 || iy >= shape.ih()) {
                                    continue;
                                }
                                int row = in.index(n, firstChannel + c, iy, 0);
                                for (int kx = 0; kx < w.kernelW(); kx++) {
                                    int shift = kx * w.dilationW() - w.padW();
                                    addRow(
                                            sums,
                                            weight.at(o, c, ky, kx),
                                            in,
                                            row,
                                            shift,
                                            w.strideW());
                                }
                            }
                        }
                        for (int x = 0; x < shape.ow(); x++) {
                            out.set(n, o, y, x, (float) sums[x]);
                        }
                    }
                });
        return out;
    }

    /** {@code sums(x) += weight · in(row, x · stride + shift)} where that column exists. */
    private static void addRow(
            double[] sums, double weight, Tensor in, int row, int shift, int stride) {
        float[] data = in.data();
        int width = in.shape().w();
        for (int x = 0; x < sums.length; x++) {
            int ix = x * stride + shift;
            if (ix >= 0 && ix < width) {
                sums[x] += weight * data[row + ix];
            }
        }
    }
}
