package fcn.reports.segmentation;

import fcn.reference.fcn8s.Voc;
import fcn.reports.page.Numbers;
import fcn.reports.page.Page;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture on the page, as text and as pictures that are their own addresses.
 *
 * @param title its file's name
 * @param notes how it was read: turned, grey, transparent
 * @param width in pixels of the page's pictures, as height
 * @param shown how these are smaller than the picture; empty where they are not
 * @param photo the picture itself
 * @param labels in VOC's colours, background transparent
 * @param confidence the margins in viridis
 * @param margin the mean margin
 * @param files that hold the same at full size
 */
public record SegmentedPicture(
        String title,
        String size,
        List<String> notes,
        int width,
        int height,
        String shown,
        String photo,
        String labels,
        String confidence,
        List<Legend> legend,
        String margin,
        List<String> files) {
    public SegmentedPicture {
        notes = List.copyOf(notes);
        legend = List.copyOf(legend);
        files = List.copyOf(files);
    }

    /** A class in the legend. */
    public record Legend(
            int label, String name, String color, String share, double percent, String margin) {}

    /**
     * Draws one.
     *
     * @param side the most pixels that its longer side may have on the page
     */
    public static SegmentedPicture of(
            String title,
            List<String> notes,
            BufferedImage picture,
            Segmentation segmentation,
            int side,
            List<String> files) {
        int longer = Math.max(segmentation.height(), segmentation.width());
        int shrink = Math.ceilDiv(longer, side);
        BufferedImage photo = Smaller.mean(picture, shrink);
        return new SegmentedPicture(
                title,
                segmentation.height() + " × " + segmentation.width() + " pixels",
                notes,
                photo.getWidth(),
                photo.getHeight(),
                shrink == 1 ? "" : "Shown at 1/" + shrink + " of its size.",
                Page.dataUri(photo, "jpeg"),
                Page.dataUri(Smaller.pick(segmentation.indexed(), shrink, 0), "png"),
                Page.dataUri(Smaller.pick(segmentation.confidence(), shrink, -1), "png"),
                segmentation.shares().stream().map(SegmentedPicture::legend).toList(),
                Numbers.text(segmentation.margin()),
                files);
    }

    private static Legend legend(Segmentation.Share share) {
        return new Legend(
                share.label(),
                share.name(),
                "#%06x".formatted(Voc.color(share.label())),
                Numbers.percent(share.share()),
                Numbers.rounded(100 * share.share()),
                Numbers.text(share.margin()));
    }
}
