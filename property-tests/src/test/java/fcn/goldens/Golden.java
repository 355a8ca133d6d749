package fcn.goldens;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.caffe.Caffemodel;
import fcn.reference.caffe.Prototxt;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One network with one of its weight files, and every blob as Caffe computed it. */
record Golden(String name, Network network, Weights weights, Map<String, Tensor> blobs) {
    /** The folders, one golden for each {@code .caffemodel} in them. */
    static List<Golden> all() {
        try {
            Path root = Path.of(Golden.class.getResource("/caffe-golden").toURI());
            return list(root).stream()
                    .filter(Files::isDirectory)
                    .flatMap(folder -> list(folder).stream())
                    .filter(file -> file.toString().endsWith(".caffemodel"))
                    .map(Golden::of)
                    .toList();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Golden of(Path weights) {
        Path folder = weights.getParent();
        Network network = Prototxt.read(folder.resolve("net.prototxt"));
        Map<String, Tensor> blobs = new LinkedHashMap<>();
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".npy")) {
                blobs.put(name.replace(".npy", ""), Npy.read(file));
            }
        }
        return new Golden(
                folder.getFileName() + "/" + weights.getFileName(),
                network,
                Caffemodel.read(weights, Shapes.of(network)),
                blobs);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, Tensor> inputs() {
        Map<String, Tensor> inputs = new HashMap<>(blobs);
        inputs.keySet().retainAll(network.inputs().keySet());
        return inputs;
    }

    /** Each found blob is within {@code bound} of Caffe's, as a share of that blob's largest. */
    void assertWithin(double bound, Map<String, Tensor> found, Set<String> expected) {
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        found.forEach(
                (blob, tensor) -> {
                    Tensor caffe = blobs.get(blob);
                    assertThat(tensor.shape()).as("%s of %s", blob, name).isEqualTo(caffe.shape());
                    assertThat(error(tensor, caffe))
                            .as("%s of %s", blob, name)
                            .isLessThanOrEqualTo(bound);
                });
    }

    private static double error(Tensor found, Tensor caffe) {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < caffe.data().length; i++) {
            double difference = Math.abs((double) found.data()[i] - caffe.data()[i]);
            error = difference <= error ? error : difference;
            largest = Math.max(largest, Math.abs(caffe.data()[i]));
        }
        return error / largest;
    }

    @Override
    public String toString() {
        return name;
    }
}
