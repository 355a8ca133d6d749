package fcn.reference.caffe;

import com.google.protobuf.TextFormat;

import fcn.reference.BadInputException;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.caffe.generated.InputParameter;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.NetParameter;
import fcn.reference.network.Network;
import fcn.reference.network.Node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A network from Caffe's text description, as its TEST phase: {@code layer}, or the legacy {@code
 * layers} with enum types; inputs as a layer, or as {@code input} with {@code input_dim} or {@code
 * input_shape} at the top. What only training needs is accepted and ignored.
 *
 * <p>Errors are {@link BadInputException}s of one line: file, line and column of a typo, or the
 * layer.
 */
public final class Prototxt {
    private static final long LARGEST = 16 << 20;
    private static final TextFormat.Parser PARSER =
            TextFormat.Parser.newBuilder()
                    .setSingularOverwritePolicy(
                            TextFormat.Parser.SingularOverwritePolicy.FORBID_SINGULAR_OVERWRITES)
                    .build();
    private static final TextFormat.Parser LENIENT_PARSER =
            TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();

    /** Held, so that it stays silent: the lenient parser would print what it passes over. */
    private static final Logger PARSER_LOG = Logger.getLogger(TextFormat.class.getName());

    static {
        PARSER_LOG.setLevel(Level.OFF);
    }

    private Prototxt() {}

    /** Reads a file such as {@code deploy.prototxt}. */
    public static Network read(Path file) {
        String source = file.toString();
        try {
            if (!Files.exists(file)) {
                throw new BadInputException(source + ": no such file; give a deploy.prototxt");
            }
            if (!Files.isRegularFile(file)) {
                throw new BadInputException(source + ": not a file; give a deploy.prototxt");
            }
            long bytes = Files.size(file);
            if (bytes > LARGEST) {
                throw new BadInputException(
                        source
                                + ": "
                                + bytes
                                + " bytes is too much for a network's description;"
                                + " give a deploy.prototxt, and weights as weights");
            }
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            return parse(source, StandardCharsets.UTF_8.newDecoder().decode(content).toString());
        } catch (CharacterCodingException e) {
            throw binary(source, e);
        } catch (IOException e) {
            throw new BadInputException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Parses a description.
     *
     * @param source what messages call it, such as the file's name
     */
    public static Network parse(String source, String text) {
        if (text.isBlank()) {
            throw new BadInputException(source + ": empty; give a deploy.prototxt");
        }
        if (text.indexOf('\0') >= 0) {
            throw binary(source, null);
        }
        NetParameter.Builder net = NetParameter.newBuilder();
        try {
            PARSER.merge(text, net);
        } catch (TextFormat.ParseException e) {
            nameUnknownTypes(source, text);
            throw new BadInputException(source + ":" + Typo.describe(e), e);
        }
        try {
            return network(net.build());
        } catch (BadInputException e) {
            throw new BadInputException(source + ": " + e.getMessage(), e);
        }
    }

    /**
     * A layer type that we do not know mostly brings parameters that we do not know: then the type
     * is what is wrong, not the spelling of the parameter.
     */
    private static void nameUnknownTypes(String source, String text) {
        NetParameter.Builder net = NetParameter.newBuilder();
        try {
            LENIENT_PARSER.merge(text, net);
        } catch (TextFormat.ParseException e) {
            return;
        }
        try {
            testLayers(net.build()).forEach(LayerTypes::check);
        } catch (BadInputException e) {
            throw new BadInputException(source + ": " + e.getMessage(), e);
        }
    }

    private static Network network(NetParameter net) {
        List<LayerParameter> layers = new ArrayList<>();
        if (net.getInputCount() > 0) {
            layers.add(inputLayer(net));
        }
        layers.addAll(testLayers(net));
        if (layers.isEmpty()) {
            throw new BadInputException("it describes no layer; give a deploy.prototxt");
        }
        Ranks ranks = new Ranks();
        List<Node> nodes = new ArrayList<>();
        for (LayerParameter layer : layers) {
            nodes.add(
                    new Node(
                            layer.getName(),
                            LayerTypes.layer(layer, ranks),
                            layer.getBottomList(),
                            layer.getTopList()));
        }
        return new Network(net.getName(), nodes);
    }

    private static List<LayerParameter> testLayers(NetParameter net) {
        if (net.getLayerCount() > 0 && net.getLayersCount() > 0) {
            throw new BadInputException(
                    "it mixes 'layer' and the legacy 'layers'; write all as 'layer'");
        }
        List<LayerParameter> layers = new ArrayList<>(net.getLayerList());
        net.getLayersList().forEach(layer -> layers.add(LegacyLayers.upgrade(layer)));
        layers.removeIf(layer -> !Phases.runs(layer, net.getState()));
        return layers;
    }

    /** The inputs at the top of an old description, as the layer that replaced them. */
    private static LayerParameter inputLayer(NetParameter net) {
        int inputs = net.getInputCount();
        InputParameter.Builder shapes = InputParameter.newBuilder();
        if (net.getInputShapeCount() == inputs && net.getInputDimCount() == 0) {
            shapes.addAllShape(net.getInputShapeList());
        } else if (net.getInputDimCount() == 4 * inputs && net.getInputShapeCount() == 0) {
            for (int i = 0; i < inputs; i++) {
                BlobShape.Builder shape = BlobShape.newBuilder();
                net.getInputDimList().subList(4 * i, 4 * i + 4).forEach(shape::addDim);
                shapes.addShape(shape);
            }
        } else {
            throw new BadInputException(
                    inputs
                            + " 'input' need as many 'input_shape', or 4 'input_dim' each; it has "
                            + net.getInputShapeCount()
                            + " and "
                            + net.getInputDimCount());
        }
        return LayerParameter.newBuilder()
                .setName("input")
                .setType("Input")
                .addAllTop(net.getInputList())
                .setInputParam(shapes)
                .build();
    }

    private static BadInputException binary(String source, Throwable cause) {
        return new BadInputException(
                source + ": binary, not a network's text description; give a deploy.prototxt",
                cause);
    }
}
