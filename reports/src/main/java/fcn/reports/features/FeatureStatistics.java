package fcn.reports.features;

import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the values of a blob are like, over all and channel by channel, of its first image. Only
 * finite values count; the others are counted.
 *
 * @param all over all channels; its index is -1
 * @param channels in their order
 * @param histogram of the values that are not zero
 */
public record FeatureStatistics(Channel all, List<Channel> channels, Histogram histogram) {
    public FeatureStatistics {
        channels = List.copyOf(channels);
    }

    /**
     * One map.
     *
     * @param index of the channel, from 0
     * @param min NaN where no value is finite, as are max, mean and deviation
     * @param deviation the standard deviation
     * @param zeros the share of values that are exactly zero
     * @param notFinite how many are infinite or no number
     */
    public record Channel(
            int index,
            float min,
            float max,
            double mean,
            double deviation,
            double zeros,
            long notFinite) {
        /** Whether all its values are one. */
        public boolean constant() {
            return notFinite == 0 && min == max;
        }

        /** Whether all its values are zero. */
        public boolean dead() {
            return zeros == 1;
        }
    }

    /** Those of a blob. */
    public static FeatureStatistics of(Tensor blob) {
        int size = blob.shape().h() * blob.shape().w();
        float[] data = blob.data();
        List<Channel> channels = new ArrayList<>();
        for (int c = 0; c < blob.shape().c(); c++) {
            channels.add(channel(c, data, c * size, size));
        }
        Channel all = channel(-1, data, 0, size * blob.shape().c());
        return new FeatureStatistics(
                all, channels, Histogram.of(data, size * blob.shape().c(), all.min(), all.max()));
    }

    private static Channel channel(int index, float[] data, int from, int count) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        long zeros = 0;
        long finite = 0;
        for (int i = from; i < from + count; i++) {
            float value = data[i];
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                finite++;
                zeros += value == 0 ? 1 : 0;
            }
        }
        if (finite == 0) {
            return new Channel(
                    index, Float.NaN, Float.NaN, Double.NaN, Double.NaN, 0, count - finite);
        }
        double mean = sum / finite;
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            double distance = data[i] - mean;
            squares += Float.isFinite(data[i]) ? distance * distance : 0;
        }
        return new Channel(
                index,
                min + 0f, // not -0
                max + 0f,
                mean,
                Math.sqrt(squares / finite),
                (double) zeros / count,
                count - finite);
    }

    /** The channels whose every value is zero. */
    public List<Integer> dead() {
        return indices(Channel::dead);
    }

    /** The channels whose values are all one, but not zero. */
    public List<Integer> constant() {
        return indices(channel -> channel.constant() && !channel.dead());
    }

    /** Whether there are values below and above zero. */
    public boolean signed() {
        return all.min() < 0 && all.max() > 0;
    }

    private List<Integer> indices(Predicate<Channel> wanted) {
        return channels.stream().filter(wanted).map(Channel::index).toList();
    }
}
