package fcn.reports;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Input;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Shape;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Result;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small network, and figures for it. */
public final class Samples {
    private Samples() {}

    /** Two convolutions of one shape and a transposed one. */
    public static Network network() {
        return new Network(
                "small",
                List.of(
                        new Node(
                                "data",
                                new Input(List.of(new Shape(1, 16, 12, 8))),
                                List.of(),
                                List.of("data")),
                        new Node(
                                "conv1",
                                new Convolution(16, Window.square(3, 1, 1), 1, true),
                                List.of("data"),
                                List.of("conv1")),
                        new Node(
                                "conv2",
                                new Convolution(16, Window.square(3, 1, 1), 1, true),
                                List.of("conv1"),
                                List.of("conv2")),
                        new Node(
                                "up",
                                new Deconvolution(2, Window.square(4, 2, 0), 1, false),
                                List.of("conv2"),
                                List.of("up"))));
    }

    /** A result on a layer of the network. */
    public static Result result(
            String layer, Kernel kernel, double milliseconds, double low, double high) {
        ConvolutionShape shape = Convolutional.layers(network()).get(layer);
        return new Result(kernel, shape, 2, milliseconds, low, high, List.of(milliseconds), 5);
    }

    /** Conditions with a name that HTML must escape, and a kernel left out. */
    public static Conditions conditions() {
        return new Conditions(
                Map.of("processor", "A<B> & sons"),
                2,
                100,
                "small",
                "12x8",
                "quick",
                "2026-11-23T12:00:00Z",
                75,
                "java -jar benchmarks.jar bench",
                List.of(
                        new Conditions.LeftOut(
                                "conv1", Convolutions.DIRECT.name(), "a run takes 9 s")));
    }

    /** Four results that JMH wrote. */
    public static Path jmhResults() {
        try {
            return Path.of(Samples.class.getResource("/fcn/reports/results.json").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
