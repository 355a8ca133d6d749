package fcn.kernels.winograd;

/**
 * An exact fraction in lowest terms, its denominator positive. Operations throw an {@link
 * ArithmeticException} where a result does not fit.
 */
public record Rational(long numerator, long denominator) {
    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);

    public Rational {
        long divisor = divisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    public static Rational of(long value) {
        return of(value, 1);
    }

    public static Rational of(long numerator, long denominator) {
        return new Rational(numerator, denominator);
    }

    public Rational plus(Rational other) {
        long divisor = divisor(denominator, other.denominator);
        long scale = other.denominator / divisor;
        return new Rational(
                Math.addExact(
                        Math.multiplyExact(numerator, scale),
                        Math.multiplyExact(other.numerator, denominator / divisor)),
                Math.multiplyExact(denominator, scale));
    }

    public Rational minus(Rational other) {
        return plus(other.times(of(-1)));
    }

    public Rational times(Rational other) {
        Rational left = of(numerator, other.denominator);
        Rational right = of(other.numerator, denominator);
        return new Rational(
                Math.multiplyExact(left.numerator, right.numerator),
                Math.multiplyExact(left.denominator, right.denominator));
    }

    public Rational over(Rational other) {
        return times(other.inverse());
    }

    private Rational inverse() {
        return new Rational(Long.signum(numerator) * denominator, Math.absExact(numerator));
    }

    public Rational magnitude() {
        return new Rational(Math.absExact(numerator), denominator);
    }

    public double toDouble() {
        return (double) numerator / denominator;
    }

    /** The greatest common one, of the denominator's sign (Euclid). */
    private static long divisor(long numerator, long denominator) {
        if (denominator == 0) {
            throw new ArithmeticException(numerator + "/0");
        }
        long divisor = numerator;
        long rest = denominator;
        while (rest != 0) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return Long.signum(divisor) == Long.signum(denominator) ? divisor : -divisor;
    }

    @Override
    public String toString() {
        return denominator == 1 ? "" + numerator : numerator + "/" + denominator;
    }
}
