package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.math.BigInteger;

/**
 * Everything about a convolution or transposed convolution but its numbers: N×IC×IH×IW in,
 * N×OC×OH×OW out, cut into groups that do not see each other.
 *
 * <p>Weights, as Caffe stores them: OC × IC/group × KH × KW for a convolution, IC × OC/group × KH ×
 * KW for a transposed one. Its text form is oneDNN's descriptor, see {@link ShapeDescriptor}.
 *
 * <p>Throws {@link BadInputException} when the output is empty or the groups do not divide the
 * channels.
 */
public record ConvolutionShape(
        boolean transposed, int n, int group, int ic, int ih, int iw, int oc, Window window) {
    public ConvolutionShape {
        if (n < 1 || group < 1 || ic < 1 || ih < 1 || iw < 1 || oc < 1) {
            throw new BadInputException(
                    "batch, groups, channels, height and width must be at least 1");
        }
        if (ic % group != 0 || oc % group != 0) {
            throw new BadInputException(
                    group
                            + " groups do not divide "
                            + ic
                            + " input and "
                            + oc
                            + " output channels");
        }
        long oh = transposed ? window.transposedH(ih) : window.convolvedH(ih);
        long ow = transposed ? window.transposedW(iw) : window.convolvedW(iw);
        if (oh < 1 || ow < 1) {
            throw new BadInputException(
                    "its output would be empty: " + oh + " rows, " + ow + " columns");
        }
        if (oh > Integer.MAX_VALUE || ow > Integer.MAX_VALUE) {
            throw new BadInputException(
                    "its output would be too large: " + oh + " rows, " + ow + " columns");
        }
    }

    /** Output rows, by Caffe's rule. */
    public int oh() {
        return (int) (transposed ? window.transposedH(ih) : window.convolvedH(ih));
    }

    /** Output columns, by Caffe's rule. */
    public int ow() {
        return (int) (transposed ? window.transposedW(iw) : window.convolvedW(iw));
    }

    public Shape input() {
        return new Shape(n, ic, ih, iw);
    }

    public Shape output() {
        return new Shape(n, oc, oh(), ow());
    }

    /** OC × IC/group × KH × KW; transposed IC × OC/group × KH × KW. */
    public Shape weights() {
        return transposed
                ? new Shape(ic, oc / group, window.kernelH(), window.kernelW())
                : new Shape(oc, ic / group, window.kernelH(), window.kernelW());
    }

    /**
     * A convolution's full form: with so much padding that every input meets every weight, at
     * positions among which those of this shape are. A transposed convolution's is itself.
     */
    public ConvolutionShape full() {
        if (transposed) {
            return this;
        }
        Window full =
                new Window(
                        window.kernelH(),
                        window.kernelW(),
                        window.strideH(),
                        window.strideW(),
                        full(window.padH(), window.spanH(), window.strideH()),
                        full(window.padW(), window.spanW(), window.strideW()),
                        window.dilationH(),
                        window.dilationW());
        return new ConvolutionShape(false, n, group, ic, ih, iw, oc, full);
    }

    private static int full(int pad, long span, int stride) {
        long missing = Math.max(0, span - 1 - pad);
        return Math.toIntExact(pad + Math.ceilDiv(missing, (long) stride) * stride);
    }

    /**
     * Floating-point operations of the direct method, a multiplication and an addition for each
     * weight at each position of the smaller map, padding counted: {@code 2 N OC IC/group KH KW}
     * times OH·OW (convolution) or IH·IW (transposed). Bias and ReLU are not counted.
     */
    public long flops() {
        long positions = transposed ? (long) ih * iw : (long) oh() * ow();
        return Math.multiplyExact(2L * n * positions, weights().count());
    }

    /** The longest sum that makes one output: IC/group times the taps that meet there. */
    public long accumulationLength() {
        return (long) (ic / group)
                * taps(window.kernelH(), window.strideH(), window.dilationH())
                * taps(window.kernelW(), window.strideW(), window.dilationW());
    }

    /**
     * Taps that meet along an axis: all, but transposed only those whose d·k has one remainder by
     * s.
     */
    private int taps(int kernel, int stride, int dilation) {
        if (!transposed) {
            return kernel;
        }
        int gcd = BigInteger.valueOf(stride).gcd(BigInteger.valueOf(dilation)).intValue();
        return Math.ceilDiv(kernel, stride / gcd);
    }

    /** oneDNN's descriptor, which {@link ShapeDescriptor#parse} reads. */
    @Override
    public String toString() {
        return ShapeDescriptor.format(this);
    }
}
