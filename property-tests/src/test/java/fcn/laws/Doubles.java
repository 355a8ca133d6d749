package fcn.laws;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Tensor;

/** A dense convolution of stride 1 and its sums of magnitudes, in double to the last. */
final class Doubles {
    private final double[] outputs;
    private final double[] magnitudes;

    private Doubles(double[] outputs, double[] magnitudes) {
        this.outputs = outputs;
        this.magnitudes = magnitudes;
    }

    static Doubles of(ConvolutionShape shape, Tensor in, Tensor weights) {
        int pixels = shape.oh() * shape.ow();
        double[] outputs = new double[shape.n() * shape.oc() * pixels];
        double[] magnitudes = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            int n = i / pixels / shape.oc();
            int o = i / pixels % shape.oc();
            int top = i % pixels / shape.ow() - shape.window().padH();
            int left = i % shape.ow() - shape.window().padW();
            for (int c = 0; c < shape.ic(); c++) {
                for (int ky = 0; ky < shape.window().kernelH(); ky++) {
                    for (int kx = 0; kx < shape.window().kernelW(); kx++) {
                        int y = top + ky;
                        int x = left + kx;
                        if (y >= 0 && y < shape.ih() && x >= 0 && x < shape.iw()) {
                            double product = (double) in.at(n, c, y, x) * weights.at(o, c, ky, kx);
                            outputs[i] += product;
                            magnitudes[i] += Math.abs(product);
                        }
                    }
                }
            }
        }
        return new Doubles(outputs, magnitudes);
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
