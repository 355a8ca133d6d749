package fcn.benchmarks.command;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names by pattern: {@code *} any characters, {@code ?} one, commas between alternatives. */
final class Glob implements Predicate<String> {
    private final Pattern pattern;

    /** {@code ALL} is every name; upper and lower case are one. */
    Glob(String text) {
        String regex = "";
        for (char c : (text.toUpperCase(Locale.ROOT).equals("ALL") ? "*" : text).toCharArray()) {
            regex +=
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        case ',' -> "|";
                        default -> Pattern.quote(String.valueOf(c));
                    };
        }
        pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    @Override
    public boolean test(String name) {
        return pattern.matcher(name).matches();
    }
}
