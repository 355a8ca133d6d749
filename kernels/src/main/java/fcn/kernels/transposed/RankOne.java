package fcn.kernels.transposed;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * A filter as column times row, {@code w(y, x) = u(y) · v(x)}, exactly.
 *
 * <p>Such u and v in float32 exist if and only if the filter is of rank one as a matrix of real
 * numbers, short of overflow. Floats are m·2^e with odd m below 2²⁴. Let v be a row of the filter
 * without the odd divisor that its m have in common: then some whole combination of v is a power of
 * two (Bézout), and the same combination of a row of w is u times that power, so u is a whole
 * number times a power of two. Odd parts multiply, so neither u nor v has more bits than w.
 */
final class RankOne {
    private final float[] u;
    private final float[] v;

    private RankOne(float[] u, float[] v) {
        this.u = u;
        this.v = v;
    }

    /**
     * Finds them, or nothing where no such factors are; a zero's sign is not looked at.
     *
     * @param filter rows of {@code width} weights
     */
    static Optional<RankOne> of(float[] filter, int width) {
        int pivot = 0;
        while (pivot < filter.length - 1 && filter[pivot] == 0) {
            pivot++;
        }
        float[] row =
                Arrays.copyOfRange(filter, pivot / width * width, (pivot / width + 1) * width);
        float[] v = withoutCommonFactor(row);
        float[] u = new float[filter.length / width];
        for (int y = 0; y < u.length; y++) {
            double w = filter[y * width + pivot % width];
            u[y] = w == 0 ? 0 : (float) (w / v[pivot % width]);
        }
        for (int i = 0; i < filter.length; i++) {
            // 24 bits times 24 are exact in a double's 53
            boolean equal = (double) u[i / width] * v[i % width] == filter[i];
            if (!equal || Float.isInfinite(filter[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new RankOne(u, v));
    }

    /** The row over the greatest odd number that divides all of it, and over a power of two. */
    private static float[] withoutCommonFactor(float[] row) {
        BigInteger divisor = BigInteger.ZERO;
        float largest = 0;
        for (float value : row) {
            divisor = divisor.gcd(BigInteger.valueOf(oddPart(value)));
            largest = Math.max(largest, Math.abs(value));
        }
        double common = Math.max(1, divisor.longValue());
        int exponent = Math.getExponent(largest / common);
        float[] reduced = new float[row.length];
        for (int x = 0; x < row.length; x++) {
            reduced[x] = (float) Math.scalb(row[x] / common, -exponent);
        }
        return reduced;
    }

    /** The odd m of a value's magnitude m·2^e; 0 for 0. */
    private static long oddPart(float value) {
        int exponent = Math.max(Math.getExponent(value), Float.MIN_EXPONENT);
        long bits = (long) Math.scalb(Math.abs((double) value), Float.PRECISION - 1 - exponent);
        return bits >>> Long.numberOfTrailingZeros(bits);
    }

    /** As many as the filter has rows. */
    float[] u() {
        return u;
    }

    /** As many as it has columns, the largest magnitude in [1, 2). */
    float[] v() {
        return v;
    }
}
