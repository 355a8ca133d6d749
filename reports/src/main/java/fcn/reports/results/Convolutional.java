package fcn.reports.results;

import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.LinkedHashMap;
import java.util.Map;

/** What of a network the kernels compete on: its convolutions and transposed convolutions. */
public final class Convolutional {
    private Convolutional() {}

    /** Their shapes by layer, in the network's order. */
    public static Map<String, ConvolutionShape> layers(Network network) {
        Map<String, ConvolutionShape> layers = new LinkedHashMap<>();
        for (Shapes.Row row : Shapes.of(network).rows()) {
            String name = row.node().name();
            switch (row.node().layer()) {
                case Convolution layer -> layers.put(name, layer.shape(row.inputs().getFirst()));
                case Deconvolution layer -> layers.put(name, layer.shape(row.inputs().getFirst()));
                default -> {}
            }
        }
        return layers;
    }

    /** Height and width of the network's first input, {@code 500x334}. */
    public static String size(Network network) {
        Shape input = network.inputs().values().iterator().next();
        return input.h() + "x" + input.w();
    }
}
