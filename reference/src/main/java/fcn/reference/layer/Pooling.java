package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * Pooling by maximum or average, as Caffe's: the output is rounded up, and its last window is
 * dropped where it would start beyond the padded image. A global pooling's window is the whole map.
 */
public record Pooling(Method method, Window window, boolean global) implements Layer {
    /** How a window becomes a value. */
    public enum Method {
        MAX,
        AVE
    }

    public Pooling {
        if (window.padH() >= window.kernelH() || window.padW() >= window.kernelW()) {
            throw new BadInputException(
                    "pad "
                            + window.padH()
                            + "x"
                            + window.padW()
                            + " must be below the kernel size "
                            + window.kernelH()
                            + "x"
                            + window.kernelW());
        }
    }

    @Override
    public String type() {
        return "Pooling";
    }

    /** The window on an input: the whole map for a global pooling. */
    public Window windowOn(Shape input) {
        return global ? new Window(input.h(), input.w(), 1, 1, 0, 0, 1, 1) : window;
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        Shape in = Layer.only(inputs);
        Window w = windowOn(in);
        long oh = extent(in.h(), w.kernelH(), w.strideH(), w.padH());
        long ow = extent(in.w(), w.kernelW(), w.strideW(), w.padW());
        if (oh < 1 || ow < 1) {
            throw new BadInputException(
                    "its output would be empty: " + oh + " rows, " + ow + " columns");
        }
        return List.of(new Shape(in.n(), in.c(), (int) oh, (int) ow));
    }

    /**
     * Caffe's rule (pooling_layer.cpp): {@code ceil((in + 2p - k) / s) + 1}, less one where padding
     * lets it overhang.
     */
    private static long extent(int in, int kernel, int stride, int pad) {
        long out = Math.ceilDiv(in + 2L * pad - kernel, stride) + 1;
        boolean overhangs = pad > 0 && (out - 1) * stride >= (long) in + pad;
        return overhangs ? out - 1 : out;
    }

    @Override
    public long flops(List<Shape> inputs) {
        Window w = windowOn(Layer.only(inputs));
        return outputs(inputs).getFirst().count() * w.kernelH() * w.kernelW();
    }

    @Override
    public String arithmetic(List<Shape> inputs) {
        Shape in = Layer.only(inputs);
        Shape out = outputs(inputs).getFirst();
        Window w = windowOn(in);
        return Arithmetic.hw(
                Arithmetic.pooling(in.h(), w.kernelH(), w.strideH(), w.padH(), out.h()),
                Arithmetic.pooling(in.w(), w.kernelW(), w.strideW(), w.padW(), out.w()));
    }
}
