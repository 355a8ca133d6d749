package fcn.benchmarks.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Height and width of an input in pixels, written {@code 500x334}. */
record Size(int height, int width) {
    /** FCN-8s is timed at this size, that of a portrait photo of PASCAL VOC. */
    static final Size PORTRAIT = new Size(500, 334);

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,4})[x×]([1-9]\\d{0,4})");

    @Override
    public String toString() {
        return height + "x" + width;
    }

    static final class Converter implements ITypeConverter<Size> {
        @Override
        public Size convert(String text) {
            Matcher size = TEXT.matcher(text);
            if (!size.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no size; write height x width in pixels, as in 500x334");
            }
            return new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        }
    }
}
