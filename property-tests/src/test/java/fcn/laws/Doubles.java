package fcn.laws;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Tensor;

/** A convolution, transposed or not, and its sums of magnitudes, in double to the last. */
final class Doubles {
    private final double[] outputs;
    private final double[] magnitudes;

    private Doubles(int count) {
        outputs = new double[count];
        magnitudes = new double[count];
    }

    static Doubles of(ConvolutionShape shape, Tensor in, Tensor weights) {
        Doubles sums = new Doubles(Math.toIntExact(shape.output().count()));
        int inputs = shape.ic() / shape.group();
        int outputs = shape.oc() / shape.group();
        for (int n = 0; n < shape.n(); n++) {
            for (int o = 0; o < shape.oc(); o++) {
                for (int c = 0; c < inputs; c++) {
                    int channel = o / outputs * inputs + c;
                    sums.add(
                            shape,
                            in,
                            (n * shape.ic() + channel) * shape.ih() * shape.iw(),
                            weights,
                            shape.transposed() ? channel * outputs + o % outputs : o * inputs + c,
                            (n * shape.oc() + o) * shape.oh() * shape.ow());
                }
            }
        }
        return sums;
    }

    /**
     * A filter over one input map, which begins at {@code map}, into the output's at {@code to}.
     */
    private void add(ConvolutionShape s, Tensor in, int map, Tensor weights, int filter, int to) {
        Window w = s.window();
        int taps = w.kernelH() * w.kernelW();
        int rows = s.transposed() ? s.ih() : s.oh();
        int columns = s.transposed() ? s.iw() : s.ow();
        int farRows = s.transposed() ? s.oh() : s.ih();
        int farColumns = s.transposed() ? s.ow() : s.iw();
        for (int i = 0; i < rows * columns * taps; i++) {
            int tap = i % taps;
            int place = i / taps;
            int y = place / columns * w.strideH() - w.padH() + tap / w.kernelW() * w.dilationH();
            int x = place % columns * w.strideW() - w.padW() + tap % w.kernelW() * w.dilationW();
            if (y >= 0 && y < farRows && x >= 0 && x < farColumns) {
                int far = y * farColumns + x;
                int output = to + (s.transposed() ? far : place);
                float input = in.data()[map + (s.transposed() ? place : far)];
                double product = (double) input * weights.data()[filter * taps + tap];
                outputs[output] += product;
                magnitudes[output] += Math.abs(product);
            }
        }
    }

    /** Output i, in the order of the output's shape. */
    double output(int i) {
        return outputs[i];
    }

    /** The largest difference of an output, as a share of the largest sum of magnitudes. */
    double error(Tensor found) {
        double error = 0;
        double largest = 0;
        for (int i = 0; i < outputs.length; i++) {
            error = Math.max(error, Math.abs(found.data()[i] - outputs[i]));
            largest = Math.max(largest, magnitudes[i]);
        }
        return error / largest;
    }
}
