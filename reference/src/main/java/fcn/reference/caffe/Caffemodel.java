package fcn.reference.caffe;

import fcn.reference.BadInputException;
import fcn.reference.network.Shapes;
import fcn.reference.network.WeightBlob;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trained weights in Caffe's binary form, matched to a network by layer name. Opening the file
 * finds and checks every blob without reading its values; {@link #of} reads those of one layer, so
 * that the whole need never be in memory. Layers that the network has not are passed over.
 */
public final class Caffemodel implements Weights {
    private final Path file;
    private final Map<String, List<Matched>> layers = new HashMap<>();
    private FileChannel channel;

    /** A blob of the file with the shape in which the network takes it. */
    private record Matched(Shape shape, StoredBlob stored) {}

    private Caffemodel(Path file) {
        this.file = file;
    }

    /**
     * Opens a file of V2 {@code layer} or V1 {@code layers}.
     *
     * @throws BadInputException when it cannot be read, is cut short or is no caffemodel, lacks a
     *     layer's weights, or has them in another shape
     */
    public static Weights read(Path file, Shapes shapes) {
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": no such file; give a .caffemodel or 'synthetic'");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": not a file; give a .caffemodel or 'synthetic'");
        }
        CaffemodelIndex index;
        try (FileChannel channel = FileChannel.open(file)) {
            index = CaffemodelIndex.of(file, channel);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        Caffemodel weights = new Caffemodel(file);
        for (Shapes.Row row : shapes.rows()) {
            if (!row.weights().isEmpty()) {
                weights.layers.put(row.node().name(), weights.match(row, index));
            }
        }
        return weights;
    }

    private List<Matched> match(Shapes.Row row, CaffemodelIndex index) {
        String layer = row.node().name();
        List<Shape> expected = row.weights();
        List<StoredBlob> found = index.blobs(layer);
        if (found.isEmpty()) {
            throw new BadInputException(
                    "%s: no weights for layer '%s', expected %s; it has weights for %s"
                            .formatted(file, layer, expected, index.summary()));
        }
        if (found.size() != expected.size()) {
            throw new BadInputException(
                    "%s: layer '%s': expected %d blobs %s, found %d %s; give this network's weights"
                            .formatted(
                                    file, layer, expected.size(), expected, found.size(), found));
        }
        List<Matched> blobs = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            Shape shape = expected.get(i);
            StoredBlob stored = found.get(i);
            if (!stored.fits(shape)) {
                throw new BadInputException(
                        "%s: layer '%s', blob %d: expected shape %s, found %s;"
                                        .formatted(file, layer, i, shape, stored)
                                + " give this network's weights");
            }
            if (stored.count() != shape.count()) {
                throw new BadInputException(
                        "%s: layer '%s', blob %d: %s takes %d values, found %d; copy it again"
                                .formatted(file, layer, i, shape, shape.count(), stored.count()));
            }
            blobs.add(new Matched(shape, stored));
        }
        return blobs;
    }

    @Override
    public List<Tensor> of(String layer) {
        return blobs(layer).stream().map(WeightBlob::whole).toList();
    }

    @Override
    public List<WeightBlob> blobs(String layer) {
        return layers.getOrDefault(layer, List.of()).stream()
                .<WeightBlob>map(matched -> new FileBlob(layer, matched))
                .toList();
    }

    private final class FileBlob implements WeightBlob {
        private final String layer;
        private final Matched matched;

        FileBlob(String layer, Matched matched) {
            this.layer = layer;
            this.matched = matched;
        }

        @Override
        public Shape shape() {
            return matched.shape;
        }

        @Override
        public void read(long from, int count, float[] to, int at) {
            try {
                matched.stored.read(channel(), from, count, to, at);
            } catch (IOException e) {
                throw new BadInputException(
                        file + ": layer '" + layer + "' cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** The file, opened again where a thread that was interrupted has closed it. */
    private synchronized FileChannel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file);
        }
        return channel;
    }

    @Override
    public String source() {
        return file.toString();
    }
}
