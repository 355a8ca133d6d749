package fcn.reports.network;

import java.math.BigDecimal;
import java.math.MathContext;

/** A receptive field's rules in numbers, for people. */
final class FieldArithmetic {
    private FieldArithmetic() {}

    static String convolved(
            ReceptiveField in, int kernel, int stride, int pad, int dilation, ReceptiveField out) {
        String reach = reach(kernel, dilation);
        return "stride %s·%d = %s; field %s + %s·%s = %s; centre %s + %s·(%s/2 - %d) = %s"
                .formatted(
                        number(in.stride()),
                        stride,
                        number(out.stride()),
                        number(in.size()),
                        reach,
                        number(in.stride()),
                        number(out.size()),
                        number(in.center()),
                        number(in.stride()),
                        reach,
                        pad,
                        number(out.center()));
    }

    static String transposed(
            ReceptiveField in, int kernel, int stride, int pad, int dilation, ReceptiveField out) {
        return "stride %s/%d = %s; field %s; centre %s + %s·(%d - %s/2)/%d = %s"
                .formatted(
                        number(in.stride()),
                        stride,
                        number(out.stride()),
                        number(out.size()),
                        number(in.center()),
                        number(in.stride()),
                        pad,
                        reach(kernel, dilation),
                        stride,
                        number(out.center()));
    }

    static String cropped(ReceptiveField in, int offset, ReceptiveField out) {
        return "centre %s + %s·%d = %s"
                .formatted(number(in.center()), number(in.stride()), offset, number(out.center()));
    }

    /** Whether a crop's offset is the right one. */
    static String crop(ReceptiveField from, ReceptiveField like, int offset) {
        if (from.stride() != like.stride()) {
            return "it cuts a map of stride %s like one of stride %s: no offset aligns them"
                    .formatted(number(from.stride()), number(like.stride()));
        }
        double right = from.offsetTo(like);
        String sum =
                "(%s - %s)/%s = %s"
                        .formatted(
                                number(like.center()),
                                from.center() < 0
                                        ? "(" + number(from.center()) + ")"
                                        : number(from.center()),
                                number(from.stride()),
                                number(right));
        double off = (offset - right) * from.stride();
        return "offset "
                + sum
                + (off == 0
                        ? " aligns the two maps"
                        : " would align them; %d leaves them %s pixels of the image apart"
                                .formatted(offset, number(Math.abs(off))));
    }

    /** Without digits that say nothing. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String reach(int kernel, int dilation) {
        return dilation == 1 ? "(" + kernel + " - 1)" : dilation + "·(" + kernel + " - 1)";
    }
}
