package fcn.peers;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_auto;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_winograd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_deconvolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_deconvolution_winograd;

import fcn.benchmarks.peers.Fastest;
import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.peers.Peer;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * oneDNN by its primitives: each convolution in the layouts that it asks for, weights reordered
 * beforehand, bias and ReLU fused; on a layer the fastest of its algorithms. In float32 throughout:
 * its default mode allows no other type inside.
 */
final class OneDnn implements Peer {
    private static final Map<String, int[]> ALGORITHMS = new LinkedHashMap<>();

    static {
        ALGORITHMS.put("direct", new int[] {dnnl_convolution_direct, dnnl_deconvolution_direct});
        ALGORITHMS.put(
                "winograd", new int[] {dnnl_convolution_winograd, dnnl_deconvolution_winograd});
        ALGORITHMS.put("auto", new int[] {dnnl_convolution_auto, dnnl_deconvolution_direct});
    }

    OneDnn(int threads) {}

    @Override
    public Map<String, String> about() {
        dnnl_version_t version = dnnl.dnnl_version();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("oneDNN", version.major() + "." + version.minor() + "." + version.patch());
        about.put("instruction set", dnnl.get_effective_cpu_isa().intern().name());
        about.put("threads by", "OpenMP");
        about.put(
                "settings", "layouts any, weights reordered beforehand, ReLU fused, fpmath strict");
        return about;
    }

    @Override
    public Prepared layer(LayerCase layer) {
        Map<String, Prepared> offered = new LinkedHashMap<>();
        Set<List<String>> implementations = new HashSet<>();
        for (String algorithm : ALGORITHMS.keySet()) {
            try {
                Ready ready = new Ready(algorithm, layer.network(), layer.weights());
                if (implementations.add(ready.dnnl.implementations())) {
                    offered.put(algorithm, ready);
                }
            } catch (RuntimeException unsupported) {
                // this version has no such implementation for the shape
                System.err.println(layer.name() + " " + algorithm + ": " + unsupported);
            }
        }
        return Fastest.of(offered, layer.values().input());
    }

    @Override
    public Prepared network(Network network, Weights weights, Path folder) {
        return new Ready("auto", network, weights);
    }

    /** A network's primitives, and memory for its input and its output. */
    private static final class Ready implements Prepared {
        private final Dnnl dnnl = new Dnnl();
        private final String algorithm;
        private final int[] numbers;
        private final Map<String, memory> blobs = new HashMap<>();
        private final Weights weights;
        private final Shape in;
        private final Shape out;
        private final memory given;
        private memory first;
        private memory planar;

        Ready(String algorithm, Network network, Weights weights) {
            this.algorithm = algorithm;
            this.numbers = ALGORITHMS.get(algorithm);
            this.weights = weights;
            List<Shapes.Row> rows = Shapes.of(network).rows();
            in = rows.getFirst().outputs().getFirst();
            out = rows.getLast().outputs().getFirst();
            given = dnnl.allocate(Dnnl.planar(in));
            for (int i = 0; i < rows.size(); i++) {
                boolean relu =
                        i + 1 < rows.size() && rows.get(i + 1).node().layer() instanceof Relu;
                add(rows.get(i), relu);
            }
            if (rows.size() > 3) {
                planar = dnnl.planar(blobs.get(rows.getLast().node().tops().getFirst()), out);
            }
        }

        private void add(Shapes.Row row, boolean relu) {
            Node node = row.node();
            String top = node.tops().getFirst();
            memory from = node.bottoms().isEmpty() ? null : blobs.get(node.bottoms().getFirst());
            Shape shape = row.outputs().getFirst();
            switch (node.layer()) {
                case Input ignored -> {}
                case Relu ignored -> {}
                case Convolution c -> convolve(node, c.shape(row.inputs().getFirst()), relu);
                case Deconvolution c -> convolve(node, c.shape(row.inputs().getFirst()), relu);
                case Pooling p ->
                        blobs.put(top, dnnl.pool(from, row.inputs().getFirst(), shape, p.window()));
                case Eltwise ignored ->
                        blobs.put(top, dnnl.sum(from, blobs.get(node.bottoms().get(1))));
                case Crop crop ->
                        blobs.put(
                                top,
                                dnnl.cut(
                                        from,
                                        shape,
                                        new int[] {
                                            0, crop.offset(1), crop.offset(2), crop.offset(3)
                                        }));
                default -> throw new UnsupportedOperationException(node.layer().type());
            }
        }

        private void convolve(Node node, ConvolutionShape shape, boolean relu) {
            List<Tensor> blob = weights.of(node.name());
            memory[] ends =
                    dnnl.convolve(
                            shape,
                            numbers[shape.transposed() ? 1 : 0],
                            relu,
                            blobs.get(node.bottoms().getFirst()),
                            blob.getFirst(),
                            blob.size() > 1 ? blob.get(1) : null);
            if (first == null) {
                first = ends[0];
            }
            blobs.put(node.tops().getFirst(), ends[1]);
            planar = ends[1];
        }

        @Override
        public void write(Tensor input) {
            Dnnl.put(given, input.data());
            dnnl.copy(given, first);
        }

        @Override
        public void run() {
            dnnl.run();
        }

        @Override
        public float[] read() {
            memory output = planar;
            if (!output.get_desc().equals(Dnnl.planar(out))) {
                output = dnnl.allocate(Dnnl.planar(out));
                dnnl.copy(planar, output);
            }
            return Dnnl.get(output, Math.toIntExact(out.count()));
        }

        @Override
        public String algorithm() {
            return algorithm
                    + ": "
                    + dnnl.implementations().stream().distinct().collect(Collectors.joining(", "));
        }

        @Override
        public void close() {}
    }
}
