package fcn.reports.segmentation;

import fcn.reference.fcn8s.Voc;
import fcn.reports.color.ColorMap;
import fcn.reports.page.Made;
import fcn.reports.page.Page;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Pictures beside their labels, the labels over them, and the confidence.
 *
 * @param failed pictures that could not be segmented, and why
 * @param data what the page's script needs, as JSON
 */
public record SegmentationPage(
        String title,
        String intro,
        List<SegmentedPicture> pictures,
        Map<String, String> failed,
        String gradient,
        String data,
        Made made) {
    /** More do not go on a page; their files hold them. */
    public static final int MOST_PICTURES = 200;

    private static final int STOPS = 16;

    public SegmentationPage {
        pictures = List.copyOf(pictures);
    }

    /** What the script needs. */
    private record Data(List<String> names, List<Integer> colors, String confidence) {}

    /** How many pixels long each of so many pictures is at most, to keep the page small. */
    public static int side(int pictures) {
        return pictures <= 8 ? 640 : pictures <= 40 ? 320 : 160;
    }

    /**
     * Puts one together.
     *
     * @param more how many pictures besides were segmented and are not shown
     */
    public static SegmentationPage of(
            List<SegmentedPicture> pictures, int more, Map<String, String> failed, Made made) {
        List<Integer> colors =
                IntStream.range(0, Voc.labels().size()).mapToObj(Voc::color).toList();
        return new SegmentationPage(
                pictures.size() == 1
                        ? "What is where in " + pictures.getFirst().title()
                        : "What is where in " + pictures.size() + " pictures",
                "Each pixel has the class of PASCAL VOC for which "
                        + made.by().get("network")
                        + " has the largest score."
                        + (more > 0 ? " " + more + " more pictures are in files alone." : ""),
                pictures,
                failed,
                stops(),
                Page.json(new Data(Voc.labels(), colors, ColorMap.VIRIDIS.hex())),
                made);
    }

    private static String stops() {
        List<String> stops =
                IntStream.rangeClosed(0, STOPS)
                        .mapToObj(i -> "#%06x".formatted(ColorMap.VIRIDIS.rgb(255 * i / STOPS)))
                        .toList();
        return "linear-gradient(to right, " + String.join(", ", stops) + ")";
    }

    /** The page. */
    public String html() {
        return Page.html("pictures/segmentation.jte", this);
    }
}
