package fcn.benchmarks.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, written {@code 800M}, {@code 1.2G} or in bytes; units are powers of 1000.
 */
final class Bytes implements ITypeConverter<Long> {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([kKMG]?)B?");

    @Override
    public Long convert(String text) {
        Matcher bytes = TEXT.matcher(text);
        if (!bytes.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no amount of memory; write it as 800M or 1.2G");
        }
        double unit =
                switch (bytes.group(2)) {
                    case "k", "K" -> 1e3;
                    case "M" -> 1e6;
                    case "G" -> 1e9;
                    default -> 1;
                };
        return Math.round(Double.parseDouble(bytes.group(1)) * unit);
    }
}
