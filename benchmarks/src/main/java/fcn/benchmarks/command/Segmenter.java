package fcn.benchmarks.command;

import fcn.benchmarks.picture.Picture;
import fcn.reference.layer.Softmax;
import fcn.reference.network.Network;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.segmentation.Segmentation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network on pictures of any size, prepared anew whenever the size changes. */
final class Segmenter implements AutoCloseable {
    private final Network described;
    private final CommonOptions common;
    private final List<String> save;
    private final int pictures;
    private final String input;
    private final String score;
    private final boolean probabilities;
    private Engine engine;
    private Shape ready;

    /**
     * Prepares nothing yet.
     *
     * @param pictures that are to come, about
     */
    Segmenter(Network described, CommonOptions common, List<String> save, int pictures) {
        this.described = described;
        this.common = common;
        this.save = save;
        this.pictures = pictures;
        input = NetworkInput.only("segment", "input", described.inputs().keySet());
        score = NetworkInput.only("segment", "output", described.outputs());
        probabilities =
                described.nodes().stream()
                        .filter(node -> node.tops().contains(score))
                        .reduce((first, last) -> last)
                        .filter(last -> last.layer() instanceof Softmax)
                        .isPresent();
        SavedBlobs.named(described, save);
    }

    /** The blobs that are kept. */
    Map<String, Tensor> run(Path file, Picture picture) {
        Tensor pixels = NetworkInput.of(file, picture, described, input);
        if (engine == null || !pixels.shape().equals(ready)) {
            close();
            Network network = described.withInputs(Map.of(input, pixels.shape()));
            Set<String> keep = new LinkedHashSet<>(SavedBlobs.named(network, save));
            keep.add(score);
            engine = common.engine(network, keep, pictures);
            ready = pixels.shape();
        }
        return engine.run(Map.of(input, pixels));
    }

    Segmentation labels(Path file, Map<String, Tensor> blobs) {
        return Segmentation.of(blobs.get(score), file.toString(), probabilities);
    }

    /** Of the kept blobs those that were asked for. */
    Map<String, Tensor> saved(Map<String, Tensor> blobs) {
        Map<String, Tensor> saved = new LinkedHashMap<>(blobs);
        saved.keySet().retainAll(SavedBlobs.named(described, save));
        return saved;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
