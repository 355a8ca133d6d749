package fcn.reference.naive;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Every input adds itself, times the kernel, to the outputs around it: {@code out(n, o, y s - p +
 * ky d, x s - p + kx d) += weight(c, o, ky, kx) · in(n, c, y, x)}, on top of the bias; what falls
 * outside the output is dropped.
 */
final class NaiveDeconvolution {
    private NaiveDeconvolution() {}

    static Tensor forward(ConvolutionShape shape, Tensor in, List<Tensor> weights) {
        Tensor weight = weights.getFirst();
        float[] bias = weights.size() > 1 ? weights.get(1).data() : new float[shape.oc()];
        Tensor out = Tensor.zeros(shape.output());
        int inputs = shape.ic() / shape.group();
        int outputs = shape.oc() / shape.group();
        Maps.forEach(
                shape.output(),
                (n, o) -> {
                    double[][] sums = new double[shape.oh()][shape.ow()];
                    for (double[] row : sums) {
                        Arrays.fill(row, bias[o]);
                    }
                    int first = o / outputs * inputs;
                    for (int c = first; c < first + inputs; c++) {
                        scatter(shape, in, weight, n, c, o % outputs, sums);
                    }
                    for (int y = 0; y < shape.oh(); y++) {
                        for (int x = 0; x < shape.ow(); x++) {
                            out.set(n, o, y, x, (float) sums[y][x]);
                        }
                    }
                });
        return out;
    }

    /** Adds channel c of the input to the sums of one output channel, o counted in its group. */
    private static void scatter(
            ConvolutionShape shape,
            Tensor in,
            Tensor weight,
            int n,
            int c,
            int o,
            double[][] sums) {
        Window w = shape.window();
        for (int iy = 0; iy < shape.ih(); iy++) {
            for (int ky = 0; ky < w.kernelH(); ky++) {
                int y = iy * w.strideH() - w.padH() + ky * w.dilationH();
                if (y < 0 || y >= shape.oh()) {
                    continue;
                }
                for (int ix = 0; ix < shape.iw(); ix++) {
                    for (int kx = 0; kx < w.kernelW(); kx++) {
                        int x = ix * w.strideW() - w.padW() + kx * w.dilationW();
                        if (x >= 0 && x < shape.ow()) {
                            sums[y][x] += (double) weight.at(c, o, ky, kx) * in.at(n, c, iy, ix);
                        }
                    }
                }
            }
        }
    }
}
