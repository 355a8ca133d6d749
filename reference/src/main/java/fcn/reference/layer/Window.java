package fcn.reference.layer;

import fcn.reference.BadInputException;

/**
 * How a kernel of weights walks over a feature map: its extent, stride, padding on each side, and
 * dilation (1 is dense, Caffe's way of counting), each along H and W.
 *
 * <p>Throws {@link BadInputException} when an extent, stride or dilation is below 1 or a padding
 * below 0.
 */
public record Window(
        int kernelH,
        int kernelW,
        int strideH,
        int strideW,
        int padH,
        int padW,
        int dilationH,
        int dilationW) {
    public Window {
        if (kernelH < 1 || kernelW < 1) {
            throw new BadInputException(
                    "kernel size " + kernelH + "x" + kernelW + " must be at least 1x1");
        }
        if (strideH < 1 || strideW < 1) {
            throw new BadInputException(
                    "stride " + strideH + "x" + strideW + " must be at least 1x1");
        }
        if (padH < 0 || padW < 0) {
            throw new BadInputException("pad " + padH + "x" + padW + " must not be negative");
        }
        if (dilationH < 1 || dilationW < 1) {
            throw new BadInputException(
                    "dilation " + dilationH + "x" + dilationW + " must be at least 1x1");
        }
    }

    /** A square, dense window. */
    public static Window square(int kernel, int stride, int pad) {
        return new Window(kernel, kernel, stride, stride, pad, pad, 1, 1);
    }

    /** Rows the dilated kernel spans: {@code d (k - 1) + 1}. */
    public long spanH() {
        return (long) dilationH * (kernelH - 1) + 1;
    }

    /** Columns the dilated kernel spans: {@code d (k - 1) + 1}. */
    public long spanW() {
        return (long) dilationW * (kernelW - 1) + 1;
    }

    /**
     * Rows of a convolution's output, {@code (h + 2p - span) / s + 1} rounded down; below 1 where
     * nothing fits.
     */
    public long convolvedH(int h) {
        return Math.floorDiv(h + 2L * padH - spanH(), strideH) + 1;
    }

    /** Columns of a convolution's output, as {@link #convolvedH}. */
    public long convolvedW(int w) {
        return Math.floorDiv(w + 2L * padW - spanW(), strideW) + 1;
    }

    /** Rows of a transposed convolution's output, {@code s (h - 1) + span - 2p}. */
    public long transposedH(int h) {
        return (long) strideH * (h - 1) + spanH() - 2L * padH;
    }

    /** Columns of a transposed convolution's output, as {@link #transposedH}. */
    public long transposedW(int w) {
        return (long) strideW * (w - 1) + spanW() - 2L * padW;
    }
}
