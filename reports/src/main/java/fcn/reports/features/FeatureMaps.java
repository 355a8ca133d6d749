package fcn.reports.features;

import fcn.reference.tensor.Tensor;

import java.util.List;

/**
 * A blob to be shown.
 *
 * @param blob its name
 * @param layers those that write it, the first and then those that change it in place
 * @param values of one image
 */
public record FeatureMaps(
        String blob, List<String> layers, Tensor values, FeatureStatistics statistics) {
    public FeatureMaps {
        layers = List.copyOf(layers);
    }

    /** A blob with its statistics worked out. */
    public static FeatureMaps of(String blob, List<String> layers, Tensor values) {
        return new FeatureMaps(blob, layers, values, FeatureStatistics.of(values));
    }
}
