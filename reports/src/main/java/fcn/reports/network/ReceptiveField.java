package fcn.reports.network;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What the cells of a map see of the image along one axis: cell i sees {@code size} pixels around
 * {@code stride·i + center}; pixel 0 has its centre at 0. The size is that of the cell that sees
 * most, padding counted.
 */
public record ReceptiveField(double stride, double center, double size) {
    /** The image itself. */
    public static final ReceptiveField IMAGE = new ReceptiveField(1, 0, 1);

    /** After a window has walked over it. */
    public ReceptiveField convolved(int kernel, int stride, int pad, int dilation) {
        int reach = dilation * (kernel - 1);
        return new ReceptiveField(
                this.stride * stride,
                center + this.stride * (reach / 2.0 - pad),
                size + this.stride * reach);
    }

    /** After a transposed convolution, which steps by a fraction. */
    public ReceptiveField transposed(int kernel, int stride, int pad, int dilation) {
        int common = BigInteger.valueOf(stride).gcd(BigInteger.valueOf(dilation)).intValue();
        // taps that meet on one output are stride/gcd apart in the kernel, dilation/gcd in the
        // input
        int taps = Math.ceilDiv(kernel, stride / common);
        int reach = (taps - 1) * (dilation / common);
        return new ReceptiveField(
                this.stride / stride,
                center + this.stride * (pad - dilation * (kernel - 1) / 2.0) / stride,
                size + this.stride * reach);
    }

    /** Without its first cells. */
    public ReceptiveField from(int offset) {
        return new ReceptiveField(stride, center + stride * offset, size);
    }

    /** What a cell sees that is made of one cell of each; empty where they step differently. */
    public Optional<ReceptiveField> with(ReceptiveField other) {
        if (stride != other.stride) {
            return Optional.empty();
        }
        double first = Math.min(center - size / 2, other.center - other.size / 2);
        double last = Math.max(center + size / 2, other.center + other.size / 2);
        return Optional.of(new ReceptiveField(stride, (first + last) / 2, last - first));
    }

    /** The offset at which a crop lays its first cell on the other's: may be no whole number. */
    public double offsetTo(ReceptiveField other) {
        return (other.center - center) / stride;
    }
}
