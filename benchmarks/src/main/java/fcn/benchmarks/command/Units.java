package fcn.benchmarks.command;

import java.util.Locale;

/** Numbers for people: three digits and a unit in powers of 1000. */
final class Units {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

    private Units() {}

    static String bytes(long bytes) {
        return scaled(bytes) + "B";
    }

    /** FLOPs, or any other count. */
    static String count(long count) {
        return scaled(count).strip();
    }

    static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String scaled(long value) {
        double scaled = value;
        int prefix = 0;
        while (scaled >= 999.5) {
            scaled /= 1000;
            prefix++;
        }
        int digits = prefix == 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
        return decimals(scaled, digits) + " " + PREFIXES[prefix];
    }
}
