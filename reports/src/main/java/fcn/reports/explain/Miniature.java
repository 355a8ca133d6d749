package fcn.reports.explain;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/** A shape on one channel and few cells that walks alike: same kernel, stride and leftover. */
final class Miniature {
    private Miniature() {}

    static ConvolutionShape of(ConvolutionShape shape) {
        Window w = shape.window();
        int padH = shape.transposed() ? w.padH() : (int) Math.min(w.padH(), w.spanH() - 1);
        int padW = shape.transposed() ? w.padW() : (int) Math.min(w.padW(), w.spanW() - 1);
        Window small =
                new Window(
                        w.kernelH(),
                        w.kernelW(),
                        w.strideH(),
                        w.strideW(),
                        padH,
                        padW,
                        w.dilationH(),
                        w.dilationW());
        int h =
                shape.transposed()
                        ? transposed(shape.ih(), w.spanH(), w.strideH(), padH)
                        : convolved(shape.ih(), shape.oh(), w.spanH(), w.strideH(), w.padH(), padH);
        int v =
                shape.transposed()
                        ? transposed(shape.iw(), w.spanW(), w.strideW(), padW)
                        : convolved(shape.iw(), shape.ow(), w.spanW(), w.strideW(), w.padW(), padW);
        return new ConvolutionShape(shape.transposed(), 1, 1, 1, h, v, 1, small);
    }

    /** Few inputs, and enough that padding leaves an output. */
    private static int transposed(int in, long span, int stride, int pad) {
        int few = span > 7 ? 3 : 4;
        while ((long) stride * (few - 1) + span - 2L * pad < 1) {
            few++;
        }
        return Math.min(in, few);
    }

    /** So many inputs that few outputs come of them and as much is left over as in the original. */
    private static int convolved(int in, int out, long span, int stride, int pad, int smallPad) {
        long leftover = Math.floorMod(in + 2L * pad - span, stride);
        long few = Math.min(out, span > 7 ? 3 : 5);
        while (stride * (few - 1) + span + leftover - 2L * smallPad < Math.min(in, 3)) {
            few++;
        }
        return (int) (stride * (few - 1) + span + leftover - 2L * smallPad);
    }
}
