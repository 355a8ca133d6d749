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
import fcn.reports.results.PeerResults;
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

    /**
     * A library that is faster on conv1 (0.8 of our time), tied on conv2's copy of it, slower on
     * the network, and one that failed.
     */
    public static PeerResults peers() {
        List<Double> ours = List.of(1.0, 1.1, 1.0, 1.1, 1.0);
        return new PeerResults(
                Map.of("processor", "A<B> & sons"),
                "small",
                "12x8",
                "2026-11-25T12:00:00Z",
                600,
                "java -jar benchmarks.jar bench --peers --size 12x8",
                List.of(
                        new PeerResults.Entrant(PeerResults.OURS, Map.of("Java", "25"), 1_200_000),
                        new PeerResults.Entrant("fast", Map.of("version", "7"), 90_000_000),
                        new PeerResults.Entrant("broken", Map.of(), 10_000_000)),
                List.of(
                        new PeerResults.Case(
                                "conv1",
                                List.of("conv1", "conv2"),
                                "ic16oc16_ih12oh12iw8ow8kh3ph1",
                                2,
                                442_368,
                                List.of(
                                        entry(PeerResults.OURS, "DIRECT_SIMD", ours, ours, 2e-7),
                                        entry(
                                                "fast",
                                                "brgemm",
                                                List.of(0.8, 0.88, 0.8, 0.88, 0.8),
                                                ours,
                                                3e-7),
                                        failed("broken"))),
                        new PeerResults.Case(
                                "up",
                                List.of("up"),
                                "deconv:ic16oc2_ih12oh26iw8ow18kh4sh2",
                                2,
                                98_304,
                                List.of(
                                        entry(PeerResults.OURS, "GATHER", ours, ours, 0),
                                        entry(
                                                "fast",
                                                "brgemm",
                                                List.of(0.9, 1.2, 1.1, 0.9, 1.0),
                                                ours,
                                                0))),
                        new PeerResults.Case(
                                "small",
                                List.of(),
                                "",
                                2,
                                983_040,
                                List.of(
                                        network(PeerResults.OURS, ours, ours),
                                        network("fast", List.of(2.0, 2.2, 2.0, 2.2, 2.0), ours)))));
    }

    private static PeerResults.Entry entry(
            String name, String algorithm, List<Double> turns, List<Double> ours, double error) {
        return new PeerResults.Entry(name, algorithm, turns, ours, error, null, null, null);
    }

    private static PeerResults.Entry failed(String name) {
        return new PeerResults.Entry(name, "", List.of(), List.of(), null, null, null, "no <way>");
    }

    private static PeerResults.Entry network(String name, List<Double> turns, List<Double> ours) {
        return new PeerResults.Entry(name, "all", turns, ours, 1e-6, 1500.0, 900.0, null);
    }
}
