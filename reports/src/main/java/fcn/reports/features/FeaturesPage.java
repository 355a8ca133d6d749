package fcn.reports.features;

import fcn.reports.color.ColorMap;
import fcn.reports.page.Made;
import fcn.reports.page.Page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page on blobs of a network that ran on one picture: the way from the input to the score, and
 * for each blob the grid of its maps with their statistics.
 *
 * @param way from the first blob to the last, sizes true to scale; empty on a page about single
 *     layers
 * @param data what the page's script paints, as JSON
 */
public record FeaturesPage(
        String title,
        String intro,
        List<Way.Step> way,
        List<FeatureSection> sections,
        String colors,
        Scale scale,
        String data,
        Made made) {
    /** The choice of a colour map by the signs of a blob's values. */
    public static final String BY_SIGN = "by sign";

    /** Pixels of all grids together: about a byte each, and a third more as text. */
    private static final long PIXELS = 2_000_000;

    public FeaturesPage {
        way = List.copyOf(way);
        sections = List.copyOf(sections);
    }

    /** What the script paints. */
    private record Data(Map<String, String> maps, List<FeatureSection.Data> blobs) {}

    /** The choices of a page's reader. */
    public static List<String> choices() {
        List<String> choices = new ArrayList<>(List.of(BY_SIGN));
        Arrays.stream(ColorMap.values()).map(ColorMap::toString).forEach(choices::add);
        return choices;
    }

    /** The map that was chosen; without a choice the one for the signs of a blob's values. */
    public static ColorMap colors(ColorMap chosen, FeatureStatistics statistics) {
        if (chosen != null) {
            return chosen;
        }
        return statistics.signed() ? ColorMap.DIVERGING : ColorMap.VIRIDIS;
    }

    /**
     * Puts one together.
     *
     * @param image the picture's name
     * @param whole whether the blobs are the whole way through the network
     * @param colors null for a choice by the signs of each blob's values
     */
    public static FeaturesPage of(
            String image,
            List<FeatureMaps> blobs,
            boolean whole,
            ColorMap colors,
            Scale scale,
            Made made) {
        List<FeatureSection> sections =
                blobs.stream().map(maps -> FeatureSection.of(maps, PIXELS / blobs.size())).toList();
        Map<String, String> tables = new TreeMap<>();
        Arrays.stream(ColorMap.values()).forEach(map -> tables.put(map.toString(), map.hex()));
        String names = String.join(", ", blobs.stream().map(FeatureMaps::blob).toList());
        return new FeaturesPage(
                whole ? "From the input to the score" : "Feature maps of " + names,
                "What " + made.by().get("network") + " makes of " + image + ".",
                whole ? Way.through(blobs) : List.of(),
                sections,
                colors == null ? BY_SIGN : colors.toString(),
                scale,
                Page.json(new Data(tables, sections.stream().map(FeatureSection::data).toList())),
                made);
    }

    /** The page. */
    public String html() {
        return Page.html("pictures/features.jte", this);
    }
}
