package fcn.reports.network;

import fcn.reference.caffe.Prototxt;
import fcn.reference.fcn8s.Fcn8s;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The family of FCN, and the networks that Caffe ran. */
final class Networks {
    private static final Path GOLDENS =
            Path.of("..", "property-tests", "src", "test", "resources", "caffe-golden");

    private Networks() {}

    static Network fcn8s() {
        return Fcn8s.network().resized(1, 500, 334);
    }

    /** Upsampled 32 times at once. */
    static Network fcn32s() {
        List<Node> nodes = upTo("score_fr");
        nodes.add(up("upscore", 64, 32, "score_fr"));
        nodes.add(crop("score", 19, "upscore", "data"));
        return new Network("fcn32s", nodes);
    }

    /** With one skip, from pool4. */
    static Network fcn16s() {
        List<Node> nodes = upTo("score_pool4");
        nodes.add(crop("score_pool4c", 5, "score_pool4", "upscore2"));
        nodes.add(
                new Node(
                        "fuse",
                        new Eltwise(Eltwise.Operation.SUM, List.of()),
                        List.of("upscore2", "score_pool4c"),
                        List.of("fuse")));
        nodes.add(up("upscore16", 32, 16, "fuse"));
        nodes.add(crop("score", 27, "upscore16", "data"));
        return new Network("fcn16s", nodes);
    }

    static Network alexnet() {
        return Prototxt.read(
                Path.of("src", "test", "resources", "fcn", "reports", "network")
                        .resolve("alexnet.prototxt"));
    }

    static Stream<Network> all() {
        return Stream.concat(
                Stream.of(fcn8s(), fcn16s(), fcn32s(), alexnet(), Splits.inserted(fcn8s())),
                goldens());
    }

    private static Stream<Network> goldens() {
        try (Stream<Path> folders = Files.list(GOLDENS)) {
            return folders
                    .map(folder -> folder.resolve("net.prototxt"))
                    .filter(Files::exists)
                    .sorted()
                    .map(Prototxt::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Node> upTo(String layer) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : fcn8s().nodes()) {
            nodes.add(node);
            if (node.name().equals(layer)) {
                return nodes;
            }
        }
        throw new IllegalArgumentException(layer);
    }

    private static Node up(String name, int kernel, int stride, String from) {
        Window window = Window.square(kernel, stride, 0);
        return new Node(
                name, new Deconvolution(21, window, 1, false), List.of(from), List.of(name));
    }

    private static Node crop(String name, int offset, String from, String like) {
        return new Node(name, new Crop(2, List.of(offset)), List.of(from, like), List.of(name));
    }
}
