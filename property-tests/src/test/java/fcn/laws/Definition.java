package fcn.laws;

import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Window;
import fcn.reference.naive.Naive;
import fcn.reference.tensor.Tensor;

import java.util.List;

/** What a kernel should give, by the naive reference. */
final class Definition {
    private Definition() {}

    static Tensor output(ConvolutionShape shape, Epilogue epilogue, Operands operands) {
        boolean bias = operands.weights().size() > 1;
        Layer layer =
                shape.transposed()
                        ? new Deconvolution(shape.oc(), shape.window(), shape.group(), bias)
                        : new Convolution(shape.oc(), shape.window(), shape.group(), bias);
        Tensor out = forward(layer, operands.input(), operands.weights());
        if (epilogue.relu()) {
            out = forward(new Relu(0), out, List.of());
        }
        if (epilogue.pool()) {
            Window halving = Window.square(2, 2, 0);
            out = forward(new Pooling(Pooling.Method.MAX, halving, false), out, List.of());
        }
        return out;
    }

    /** What error bounds refer to: see {@link fcn.kernels.convolution.ConvolutionKernel}. */
    static double magnitude(ConvolutionShape shape, Operands operands) {
        double largest = 0;
        for (float sum : output(shape.full(), Epilogue.NONE, operands.magnitudes()).data()) {
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static Tensor forward(Layer layer, Tensor in, List<Tensor> weights) {
        return Naive.forward(layer, List.of(in), weights).getFirst();
    }
}
