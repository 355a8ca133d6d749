package fcn.kernels.region;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/** A convolution of just a region of its input, which holds its own padding. */
public final class Excerpt {
    private Excerpt() {}

    /** The problem that a kernel gets: the region as the whole input, without padding. */
    public static ConvolutionShape of(ConvolutionShape s, Region input) {
        Window w = s.window();
        Window bare =
                new Window(
                        w.kernelH(),
                        w.kernelW(),
                        w.strideH(),
                        w.strideW(),
                        0,
                        0,
                        w.dilationH(),
                        w.dilationW());
        int height = input.rows().length();
        int width = input.columns().length();
        return new ConvolutionShape(
                s.transposed(), s.n(), s.group(), s.ic(), height, width, s.oc(), bare);
    }

    /**
     * The region of the output that it makes: for a transposed one also what other inputs have a
     * share in, which is not yet their sum.
     *
     * @param whole the convolution of all of the input
     * @param part of the region
     * @param computed what was to be made
     */
    public static Region made(
            ConvolutionShape whole, ConvolutionShape part, Region input, Region computed) {
        if (!part.transposed()) {
            return computed;
        }
        Window w = whole.window();
        int top = input.rows().from() * w.strideH() - w.padH();
        int left = input.columns().from() * w.strideW() - w.padW();
        return new Region(new Interval(top, top + part.oh()), new Interval(left, left + part.ow()));
    }
}
