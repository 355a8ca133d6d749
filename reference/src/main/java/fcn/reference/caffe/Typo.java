package fcn.reference.caffe;

import com.google.protobuf.TextFormat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What protobuf's text parser complains of, in one line: {@code 12:5: unknown field 'kernel_sise'}.
 */
final class Typo {
    private static final Pattern UNKNOWN_FIELD =
            Pattern.compile("(\\d+):(\\d+):\\t([\\w.]+)\\.([^\\s.]+)");
    private static final Pattern PLACE = Pattern.compile("^\\d+:\\d+: ");

    private Typo() {}

    static String describe(TextFormat.ParseException e) {
        Matcher unknown = UNKNOWN_FIELD.matcher(e.getMessage());
        if (unknown.find()) {
            String message = unknown.group(3);
            return unknown.group(1)
                    + ":"
                    + unknown.group(2)
                    + ": unknown field '"
                    + unknown.group(4)
                    + "' in "
                    + message.substring(message.lastIndexOf('.') + 1);
        }
        String problem = PLACE.matcher(e.getMessage()).replaceFirst("").replaceAll("\\s+", " ");
        return e.getLine() + ":" + e.getColumn() + ": " + problem;
    }
}
