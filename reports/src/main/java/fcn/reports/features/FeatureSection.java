package fcn.reports.features;

import fcn.reference.tensor.Shape;
import fcn.reports.features.FeatureStatistics.Channel;
import fcn.reports.page.Numbers;
import fcn.reports.page.Page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A blob on the page, as text.
 *
 * @param anchor its place in the page
 * @param layers what made it
 * @param facts statistics by name
 * @param shown which maps, and how large
 * @param remarks on channels that are dead or constant
 * @param grid the levels of its maps, as the address of a picture
 * @param width of that picture, as height in pixels
 * @param bars of the histogram, from 0 to 100
 */
public record FeatureSection(
        String blob,
        String anchor,
        String layers,
        String shape,
        int channels,
        Map<String, String> facts,
        String shown,
        List<String> remarks,
        String grid,
        int width,
        int height,
        List<Bar> bars,
        String low,
        String high,
        Data data) {
    /** A bin of the histogram; heights are as the logarithms of the counts. */
    public record Bar(int index, double height, String text) {}

    /**
     * What the script needs of it.
     *
     * @param channels index, min, max, mean, deviation and share of zeros of each that is shown;
     *     null where no value is finite
     */
    public record Data(
            String blob,
            int columns,
            int tileHeight,
            int tileWidth,
            int shrink,
            Double min,
            Double max,
            boolean single,
            List<List<Double>> channels) {}

    private static final int MOST_NAMED = 40;

    static FeatureSection of(FeatureMaps maps, long pixels) {
        Shape shape = maps.values().shape();
        FeatureStatistics statistics = maps.statistics();
        Selection selection = Selection.within(shape, statistics, pixels);
        FeatureGrid grid =
                FeatureGrid.of(
                        maps.values(),
                        statistics,
                        selection.channels(),
                        Scale.MAP,
                        false,
                        selection.shrink());
        Histogram histogram = statistics.histogram();
        return new FeatureSection(
                maps.blob(),
                "blob-" + maps.blob().replaceAll("[^A-Za-z0-9_-]", "-"),
                String.join(", then in place ", maps.layers()),
                "%d maps of %d × %d".formatted(shape.c(), shape.h(), shape.w()),
                shape.c(),
                facts(statistics),
                shown(shape, selection, grid),
                remarks(statistics),
                Page.dataUri(grid.data(), "png"),
                grid.width(),
                grid.height(),
                bars(histogram),
                Numbers.text(histogram.low()),
                Numbers.text(histogram.high()),
                data(maps, selection, grid));
    }

    private static Map<String, String> facts(FeatureStatistics statistics) {
        Channel all = statistics.all();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("min", Numbers.text(all.min()));
        facts.put("max", Numbers.text(all.max()));
        facts.put("mean", Numbers.text(all.mean()));
        facts.put("deviation", Numbers.text(all.deviation()));
        facts.put("zeros", Numbers.percent(all.zeros()));
        facts.put("dead channels", statistics.dead().size() + "");
        if (all.notFinite() > 0) {
            facts.put("not finite", all.notFinite() + "");
        }
        return facts;
    }

    private static String shown(Shape shape, Selection selection, FeatureGrid grid) {
        int maps = selection.channels().size();
        String which =
                maps == shape.c()
                        ? "All " + maps + " maps"
                        : "The %d of %d maps that vary most".formatted(maps, shape.c());
        String size =
                selection.shrink() == 1
                        ? "a pixel a value"
                        : "a pixel the mean of %d × %d values"
                                .formatted(selection.shrink(), selection.shrink());
        return "%s in %d columns, %s.".formatted(which, grid.columns(), size);
    }

    private static List<String> remarks(FeatureStatistics statistics) {
        List<String> remarks = new ArrayList<>();
        name(remarks, "Dead, zero everywhere: ", statistics.dead());
        name(remarks, "Constant: ", statistics.constant());
        return remarks;
    }

    private static void name(List<String> remarks, String what, List<Integer> channels) {
        if (!channels.isEmpty()) {
            List<String> first = channels.stream().limit(MOST_NAMED).map(String::valueOf).toList();
            int more = channels.size() - first.size();
            remarks.add(
                    what + String.join(", ", first) + (more > 0 ? " and " + more + " more." : "."));
        }
    }

    private static List<Bar> bars(Histogram histogram) {
        long most = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(0);
        double step = (histogram.high() - histogram.low()) / histogram.counts().size();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < histogram.counts().size(); i++) {
            long count = histogram.counts().get(i);
            String text =
                    "%d values from %s to %s"
                            .formatted(
                                    count,
                                    Numbers.text(histogram.low() + i * step),
                                    Numbers.text(histogram.low() + (i + 1) * step));
            double height =
                    most == 0 ? 0 : 100 * Math.log1p((double) count) / Math.log1p((double) most);
            bars.add(new Bar(i, Numbers.rounded(height), text));
        }
        return bars;
    }

    private static Data data(FeatureMaps maps, Selection selection, FeatureGrid grid) {
        FeatureStatistics statistics = maps.statistics();
        Shape shape = maps.values().shape();
        List<List<Double>> channels = new ArrayList<>();
        for (int index : selection.channels()) {
            Channel channel = statistics.channels().get(index);
            List<Double> figures = new ArrayList<>();
            figures.add((double) index);
            figures.add(Numbers.rounded(channel.min()));
            figures.add(Numbers.rounded(channel.max()));
            figures.add(Numbers.rounded(channel.mean()));
            figures.add(Numbers.rounded(channel.deviation()));
            figures.add(Numbers.rounded(channel.zeros()));
            channels.add(figures);
        }
        return new Data(
                maps.blob(),
                grid.columns(),
                grid.tileHeight(),
                grid.tileWidth(),
                selection.shrink(),
                Numbers.rounded(statistics.all().min()),
                Numbers.rounded(statistics.all().max()),
                shape.h() * shape.w() == 1,
                channels);
    }
}
