package fcn.reports.performance;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/** A shape in words. */
final class ShapeText {
    private ShapeText() {}

    /** Channels, extents, window and work. */
    static String of(ConvolutionShape shape) {
        Window window = shape.window();
        StringBuilder text = new StringBuilder();
        text.append(shape.ic()).append(" → ").append(shape.oc()).append(" channels, ");
        text.append(shape.ih()).append(" × ").append(shape.iw()).append(" → ");
        text.append(shape.oh()).append(" × ").append(shape.ow()).append(", kernel ");
        text.append(pair(window.kernelH(), window.kernelW()));
        append(text, "stride", window.strideH(), window.strideW(), 1);
        append(text, "pad", window.padH(), window.padW(), 0);
        append(text, "dilation", window.dilationH(), window.dilationW(), 1);
        text.append(shape.group() == 1 ? "" : ", " + shape.group() + " groups");
        text.append(shape.transposed() ? ", transposed; " : "; ");
        return text.append(Figures.figure(shape.flops() / 1e9)).append(" GFLOP").toString();
    }

    private static void append(StringBuilder text, String name, int h, int w, int usual) {
        if (h != usual || w != usual) {
            text.append(", ").append(name).append(' ').append(h == w ? "" + h : pair(h, w));
        }
    }

    private static String pair(int h, int w) {
        return h + " × " + w;
    }
}
