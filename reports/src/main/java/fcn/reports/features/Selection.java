package fcn.reports.features;

import fcn.reference.tensor.Shape;
import fcn.reports.features.FeatureStatistics.Channel;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What of a blob a page has room for.
 *
 * @param channels those shown, in their order
 * @param shrink how many values of a row, and rows, a pixel takes
 */
public record Selection(List<Integer> channels, int shrink) {
    /** Maps are not shrunk below so many pixels along their longer side to make room for more. */
    private static final int SMALLEST_SIDE = 48;

    public Selection {
        channels = List.copyOf(channels);
    }

    /** Every channel, a pixel a value where a picture of that many pixels holds it. */
    public static Selection all(Shape shape, long pixels) {
        return new Selection(
                IntStream.range(0, shape.c()).boxed().toList(), shrink(shape, shape.c(), pixels));
    }

    /**
     * All channels shrunk as far as need be; where that would be too far, those that vary most.
     *
     * @param pixels about how many there is room for
     */
    public static Selection within(Shape shape, FeatureStatistics statistics, long pixels) {
        int most = Math.max(1, Math.max(shape.h(), shape.w()) / SMALLEST_SIDE);
        int shrink = shrink(shape, shape.c(), pixels);
        if (shrink <= most) {
            return all(shape, pixels);
        }
        int fit = (int) Math.max(1, pixels / pixels(shape, 1, most));
        List<Integer> channels =
                statistics.channels().stream()
                        .sorted(Comparator.comparingDouble(Channel::deviation).reversed())
                        .limit(fit)
                        .map(Channel::index)
                        .sorted()
                        .toList();
        return new Selection(channels, shrink(shape, channels.size(), pixels));
    }

    private static int shrink(Shape shape, int maps, long pixels) {
        int shrink = 1;
        while (pixels(shape, maps, shrink) > pixels && shrink < Math.max(shape.h(), shape.w())) {
            shrink++;
        }
        return shrink;
    }

    /** Pixels of so many maps, with the gaps. */
    private static long pixels(Shape shape, int maps, int shrink) {
        long height = 1L + Math.ceilDiv(shape.h(), shrink);
        long width = 1L + Math.ceilDiv(shape.w(), shrink);
        return maps * height * width;
    }
}
