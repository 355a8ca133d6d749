package fcn.reference.network;

import fcn.reference.tensor.Tensor;

import java.util.List;

/** The learned blobs of a network, by layer, in Caffe's order and layout. */
public interface Weights {
    /**
     * The learned blobs of a layer, of the shapes that {@link Shapes} gives; none for a layer
     * without any. May be computed or read at each call: ask once.
     */
    List<Tensor> of(String layer);

    /** The same, to be read piece by piece; in one piece where nothing else is said. */
    default List<WeightBlob> blobs(String layer) {
        return of(layer).stream().map(WeightBlob::of).toList();
    }

    /** Where they come from, for people: a file's name, or {@code synthetic}. */
    String source();
}
