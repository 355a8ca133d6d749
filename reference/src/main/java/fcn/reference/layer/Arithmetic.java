package fcn.reference.layer;

/** The shape rules spelled out in numbers, for people: {@code (334 + 2·100 - 3)/1 + 1 = 532}. */
final class Arithmetic {
    private Arithmetic() {}

    static String convolution(int in, int kernel, int stride, int pad, int dilation) {
        long span = (long) dilation * (kernel - 1) + 1;
        long out = Math.floorDiv(in + 2L * pad - span, stride) + 1;
        return "("
                + padded(in, pad)
                + " - "
                + span(kernel, dilation)
                + ")/"
                + stride
                + " + 1 = "
                + out;
    }

    static String transposed(int in, int kernel, int stride, int pad, int dilation) {
        long span = (long) dilation * (kernel - 1) + 1;
        long out = (long) stride * (in - 1) + span - 2L * pad;
        return "("
                + in
                + " - 1)·"
                + stride
                + " + "
                + span(kernel, dilation)
                + (pad > 0 ? " - 2·" + pad : "")
                + " = "
                + out;
    }

    static String pooling(int in, int kernel, int stride, int pad, int out) {
        return "⌈(" + padded(in, pad) + " - " + kernel + ")/" + stride + "⌉ + 1 = " + out;
    }

    static String crop(int in, int offset, int out) {
        return in + " from " + offset + ": " + out;
    }

    static String hw(String h, String w) {
        return h.equals(w) ? "H, W: " + h : "H: " + h + "; W: " + w;
    }

    private static String padded(int in, int pad) {
        return pad > 0 ? in + " + 2·" + pad : String.valueOf(in);
    }

    private static String span(int kernel, int dilation) {
        return dilation > 1
                ? "(" + dilation + "·(" + kernel + " - 1) + 1)"
                : String.valueOf(kernel);
    }
}
