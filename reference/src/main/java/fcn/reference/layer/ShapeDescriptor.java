package fcn.reference.layer;

import fcn.reference.BadInputException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@link ConvolutionShape} as oneDNN's benchdnn writes it: {@code
 * g4ic20oc20_ih8oh4kh3sh2ph1_n"name"}, with {@code deconv:} before a transposed convolution.
 *
 * <p>Keys in any order, underscores ignored: {@code mb} (1), {@code g} (1), {@code ic}, {@code oc},
 * {@code ih iw oh ow}, {@code kh kw}, {@code sh sw} (1), {@code ph pw} (0), {@code dh dw} (0 is
 * dense). A missing width takes the height's value; with widths alone the height is 1.
 */
public final class ShapeDescriptor {
    private static final String DECONVOLUTION = "deconv:";
    private static final Pattern NAME = Pattern.compile("_?n\"[^\"]*\"");
    private static final Pattern ENTRY = Pattern.compile("_*([a-z]+)(\\d+)_*");
    private static final Set<String> KEYS =
            Set.of(
                    "mb", "g", "ic", "oc", "ih", "iw", "oh", "ow", "kh", "kw", "sh", "sw", "ph",
                    "pw", "dh", "dw");
    private static final Set<String> DEPTH = Set.of("id", "od", "kd", "sd", "pd", "dd");

    private ShapeDescriptor() {}

    /** A well-formed descriptor of something that we do not do; the message says what. */
    public static final class UnsupportedShapeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsupportedShapeException(String message) {
            super(message);
        }
    }

    /**
     * Reads a descriptor.
     *
     * @throws BadInputException when it is not one, or describes no possible convolution
     * @throws UnsupportedShapeException when it has three dimensions or uneven padding
     */
    public static ConvolutionShape parse(String text) {
        boolean transposed = text.startsWith(DECONVOLUTION);
        Map<String, Integer> values =
                entries(text, transposed ? text.substring(DECONVOLUTION.length()) : text);
        for (String key : values.keySet()) {
            if (DEPTH.contains(key)) {
                throw new UnsupportedShapeException(
                        "three dimensions (" + key + values.get(key) + ")");
            }
        }
        boolean flat = !values.containsKey("ih");
        Axis h = flat ? new Axis(1, 1, 1, 1, 0, 1) : Axis.of(text, values, "h", "h");
        Axis w = Axis.of(text, values, "w", flat ? "w" : "h");
        ConvolutionShape shape;
        try {
            Window window =
                    new Window(
                            h.kernel,
                            w.kernel,
                            h.stride,
                            w.stride,
                            h.pad,
                            w.pad,
                            h.dilation,
                            w.dilation);
            shape =
                    new ConvolutionShape(
                            transposed,
                            values.getOrDefault("mb", 1),
                            values.getOrDefault("g", 1),
                            required(text, values, "ic"),
                            h.in,
                            w.in,
                            required(text, values, "oc"),
                            window);
        } catch (BadInputException e) {
            throw new BadInputException("shape '" + text + "': " + e.getMessage(), e);
        }
        evenPadding(h.out, shape.oh());
        evenPadding(w.out, shape.ow());
        return shape;
    }

    /**
     * Writes a descriptor that {@link #parse} reads back to the same shape; widths are left out
     * where they repeat.
     */
    public static String format(ConvolutionShape shape) {
        Window w = shape.window();
        StringBuilder text = new StringBuilder(shape.transposed() ? DECONVOLUTION : "");
        text.append(shape.n() == 1 ? "" : "mb" + shape.n());
        text.append(shape.group() == 1 ? "" : "g" + shape.group());
        text.append("ic").append(shape.ic()).append("oc").append(shape.oc()).append('_');
        boolean square =
                shape.ih() == shape.iw()
                        && w.kernelH() == w.kernelW()
                        && w.strideH() == w.strideW()
                        && w.padH() == w.padW()
                        && w.dilationH() == w.dilationW();
        text.append(
                axis(
                        'h',
                        shape.ih(),
                        shape.oh(),
                        w.kernelH(),
                        w.strideH(),
                        w.padH(),
                        w.dilationH()));
        if (!square) {
            text.append('_');
            text.append(
                    axis(
                            'w',
                            shape.iw(),
                            shape.ow(),
                            w.kernelW(),
                            w.strideW(),
                            w.padW(),
                            w.dilationW()));
        }
        return text.toString();
    }

    private static String axis(
            char name, int in, int out, int kernel, int stride, int pad, int dilation) {
        return "i%c%do%c%dk%c%ds%c%dp%c%dd%c%d"
                .formatted(
                        name,
                        in,
                        name,
                        out,
                        name,
                        kernel,
                        name,
                        stride,
                        name,
                        pad,
                        name,
                        dilation - 1);
    }

    private static Map<String, Integer> entries(String text, String body) {
        String rest = NAME.matcher(body).replaceFirst("");
        Map<String, Integer> values = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!entry.find(at) || entry.start() != at || entry.group(2).length() > 9) {
                throw bad(text, "'" + rest.substring(at) + "' is not a key and a number");
            }
            String key = entry.group(1);
            if (!KEYS.contains(key) && !DEPTH.contains(key)) {
                throw bad(text, "unknown key '" + key + "'");
            }
            values.put(key, Integer.valueOf(entry.group(2)));
            at = entry.end();
        }
        return values;
    }

    /** One spatial axis; {@code out} is null where the descriptor leaves it to the rule. */
    private record Axis(int in, Integer out, int kernel, int stride, int pad, int dilation) {
        /**
         * Reads the keys that end in {@code own}; a missing one takes the value of {@code other}.
         */
        static Axis of(String text, Map<String, Integer> values, String own, String other) {
            return new Axis(
                    value(text, values, "i", own, other, -1),
                    values.getOrDefault("o" + own, values.get("o" + other)),
                    value(text, values, "k", own, other, -1),
                    value(text, values, "s", own, other, 1),
                    value(text, values, "p", own, other, 0),
                    value(text, values, "d", own, other, 0) + 1);
        }
    }

    private static int value(
            String text,
            Map<String, Integer> values,
            String key,
            String own,
            String other,
            int otherwise) {
        Integer value = values.getOrDefault(key + own, values.get(key + other));
        if (value == null && otherwise < 0) {
            throw bad(text, "it lacks " + key + other);
        }
        return value == null ? otherwise : value;
    }

    private static int required(String text, Map<String, Integer> values, String key) {
        Integer value = values.get(key);
        if (value == null) {
            throw bad(text, "it lacks " + key);
        }
        return value;
    }

    private static void evenPadding(Integer stated, int follows) {
        if (stated != null && stated != follows) {
            throw new UnsupportedShapeException(
                    "uneven padding (an output of " + stated + " stated, " + follows + " follows)");
        }
    }

    private static BadInputException bad(String text, String problem) {
        return new BadInputException(
                "shape '"
                        + text
                        + "': "
                        + problem
                        + "; write a layer's name or a descriptor such as ic64oc64_ih56oh56kh3ph1");
    }
}
