package fcn.reports.features;

import fcn.reference.fcn8s.Voc;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.color.ColorMap;
import fcn.reports.page.Numbers;
import fcn.reports.page.Page;
import fcn.reports.segmentation.Segmentation;

import java.util.ArrayList;
import java.util.List;

/** The way through a network: each blob as one small picture, all in one scale. */
public final class Way {
    /** The longest side of any picture in pixels. */
    private static final double LONGEST = 150;

    private Way() {}

    /**
     * A blob.
     *
     * @param size channels × height × width
     * @param share how long a bar for its channels is, beside the longest, in percent
     * @param picture its address
     * @param width in pixels of the page, as height: blobs are to each other as their maps are
     */
    public record Step(
            String blob,
            String anchor,
            String size,
            double share,
            String picture,
            String description,
            double width,
            double height) {}

    /** The steps; after the score, where it has the classes of PASCAL VOC, the labels. */
    static List<Step> through(List<FeatureMaps> blobs) {
        int longest = 1;
        int most = 1;
        for (FeatureMaps maps : blobs) {
            Shape shape = maps.values().shape();
            longest = Math.max(longest, Math.max(shape.h(), shape.w()));
            most = Math.max(most, shape.c());
        }
        double scale = Math.min(1, LONGEST / longest);
        List<Step> steps = new ArrayList<>();
        for (FeatureMaps maps : blobs) {
            steps.add(step(maps, scale, most));
        }
        Tensor score = blobs.getLast().values();
        if (score.shape().c() == Voc.labels().size()) {
            steps.add(labels(blobs.getLast(), scale));
        }
        return steps;
    }

    /** The mean over the channels, on its own scale. */
    private static Step step(FeatureMaps maps, double scale, int most) {
        Shape shape = maps.values().shape();
        FeatureMaps mean = FeatureMaps.of(maps.blob(), maps.layers(), mean(maps.values()));
        FeatureGrid grid =
                FeatureGrid.of(
                        mean.values(),
                        mean.statistics(),
                        List.of(0),
                        Scale.MAP,
                        false,
                        Math.max(1, (int) Math.round(1 / scale)));
        return new Step(
                maps.blob(),
                "blob-" + maps.blob().replaceAll("[^A-Za-z0-9_-]", "-"),
                shape.c() + " × " + shape.h() + " × " + shape.w(),
                Numbers.rounded(100.0 * shape.c() / most),
                Page.dataUri(grid.picture(ColorMap.VIRIDIS), "png"),
                "Mean over the channels of " + maps.blob(),
                Numbers.rounded(shape.w() * scale),
                Numbers.rounded(shape.h() * scale));
    }

    private static Step labels(FeatureMaps score, double scale) {
        Shape shape = score.values().shape();
        Segmentation labels = Segmentation.of(score.values(), score.blob(), false);
        return new Step(
                "labels",
                "blob-" + score.blob().replaceAll("[^A-Za-z0-9_-]", "-"),
                shape.h() + " × " + shape.w(),
                0,
                Page.dataUri(labels.indexed(), "png"),
                "The class of the largest score, pixel by pixel",
                Numbers.rounded(shape.w() * scale),
                Numbers.rounded(shape.h() * scale));
    }

    private static Tensor mean(Tensor values) {
        Shape shape = values.shape();
        double[] sums = new double[shape.h() * shape.w()];
        for (int c = 0; c < shape.c(); c++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values.data()[c * sums.length + i];
            }
        }
        Tensor mean = Tensor.zeros(new Shape(1, 1, shape.h(), shape.w()));
        for (int i = 0; i < sums.length; i++) {
            mean.data()[i] = (float) (sums[i] / shape.c());
        }
        return mean;
    }
}
