package fcn.kernels.session;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a run returns; when nothing, every layer runs all the same.
 *
 * @param blobs whose values are returned
 * @param labels blobs of which only the label of each pixel is returned, under the blob's name: the
 *     channel with the largest value, the first of equals, N×1×H×W
 */
public record Kept(Set<String> blobs, Set<String> labels) {
    public Kept {
        blobs = Set.copyOf(blobs);
        labels = Set.copyOf(labels);
        Set<String> both = new TreeSet<>(blobs);
        both.retainAll(labels);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(both + " are to be returned, and as labels too");
        }
    }

    public static Kept blobs(Set<String> blobs) {
        return new Kept(blobs, Set.of());
    }

    boolean contains(String blob) {
        return blobs.contains(blob) || labels.contains(blob);
    }

    boolean isEmpty() {
        return blobs.isEmpty() && labels.isEmpty();
    }
}
