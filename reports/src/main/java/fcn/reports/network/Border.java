package fcn.reports.network;

import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a fully convolutional network pads its image by far more than its kernel needs (FCN's 100):
 * found by trying which pad still lets an image of one pixel through.
 */
final class Border {
    private Border() {}

    /** In a sentence; empty where no convolution pads by more than its kernel. */
    static String reason(Network network) {
        Optional<Node> wide =
                network.nodes().stream()
                        .filter(
                                node ->
                                        node.layer() instanceof Convolution c
                                                && c.window().padH() >= c.window().spanH()
                                                && c.window().padH() == c.window().padW())
                        .findFirst();
        if (wide.isEmpty() || network.inputs().size() != 1) {
            return "";
        }
        Node node = wide.get();
        int pad = ((Convolution) node.layer()).window().padH();
        Network pixel = network.resized(1, 1, 1);
        if (refusal(padded(pixel, node, pad)).isPresent()) {
            return node.name() + " pads by " + pad + ", not enough for an image of one pixel";
        }
        int least = pad;
        while (least > 0 && refusal(padded(pixel, node, least - 1)).isEmpty()) {
            least--;
        }
        String below =
                least == 0
                        ? ""
                        : "; with "
                                + (least - 1)
                                + " there is no way through: "
                                + refusal(padded(pixel, node, least - 1)).orElseThrow();
        return node.name()
                + " pads by "
                + pad
                + " so that an image of any size passes: for one pixel "
                + least
                + " would do"
                + below;
    }

    private static Optional<String> refusal(Network network) {
        try {
            Shapes.of(network);
            return Optional.empty();
        } catch (BadInputException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The network with another pad in one of its convolutions. */
    private static Network padded(Network network, Node where, int pad) {
        Convolution old = (Convolution) where.layer();
        Window w = old.window();
        Convolution changed =
                new Convolution(
                        old.outputChannels(),
                        new Window(
                                w.kernelH(),
                                w.kernelW(),
                                w.strideH(),
                                w.strideW(),
                                pad,
                                pad,
                                w.dilationH(),
                                w.dilationW()),
                        old.group(),
                        old.bias());
        List<Node> nodes = new ArrayList<>();
        for (Node node : network.nodes()) {
            nodes.add(
                    node.name().equals(where.name())
                            ? new Node(node.name(), changed, node.bottoms(), node.tops())
                            : node);
        }
        return new Network(network.name(), nodes);
    }
}
