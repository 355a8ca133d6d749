package fcn.peers;

import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.peers.Peer;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operation;
import fcn.kernels.operation.Operations;
import fcn.kernels.threads.Team;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Input;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolution as Caffe computes it: im2col into a column buffer and one GEMM by OpenBLAS;
 * transposed, one GEMM and col2im. im2col, col2im, bias and ReLU run on all threads, which Caffe's
 * do not; pooling, sums and crops are our own passes.
 */
final class OpenBlas implements Peer {
    private final Team team;

    OpenBlas(int threads) {
        this.team = new Team(threads);
        Sgemm.threads(threads);
    }

    @Override
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("build", Sgemm.version());
        about.put("kernels", Sgemm.core());
        about.put("threads by", "its own pool");
        about.put("settings", "explicit im2col and col2im, one GEMM, NCHW");
        return about;
    }

    @Override
    public Prepared layer(LayerCase layer) {
        return new Ready(layer.network(), layer.weights());
    }

    @Override
    public Prepared network(Network network, Weights weights, Path folder) {
        return new Ready(network, weights);
    }

    /** The layers in order, and the arrays between them; one column buffer for all, as Caffe's. */
    private final class Ready implements Prepared {
        private final List<Runnable> steps = new ArrayList<>();
        private final Map<String, float[]> blobs = new HashMap<>();
        private final float[] input;
        private final float[] output;
        private float[] columns = {};

        Ready(Network network, Weights weights) {
            List<Shapes.Row> rows = Shapes.of(network).rows();
            columns =
                    new float
                            [Math.toIntExact(
                                    rows.stream().mapToLong(this::columns).max().orElse(0))];
            for (int i = 0; i < rows.size(); i++) {
                add(rows.get(i), weights);
            }
            input = blobs.get(rows.getFirst().node().tops().getFirst());
            output = blobs.get(rows.getLast().node().tops().getFirst());
        }

        private long columns(Shapes.Row row) {
            return switch (row.node().layer()) {
                case Convolution c -> Columns.floats(c.shape(row.inputs().getFirst()));
                case Deconvolution c -> Columns.floats(c.shape(row.inputs().getFirst()));
                default -> 0;
            };
        }

        private void add(Shapes.Row row, Weights weights) {
            List<float[]> from = row.node().bottoms().stream().map(blobs::get).toList();
            String top = row.node().tops().getFirst();
            Shape shape = row.outputs().getFirst();
            boolean overwrites = row.node().bottoms().contains(top);
            float[] to = overwrites ? blobs.get(top) : new float[Math.toIntExact(shape.count())];
            blobs.put(top, to);
            switch (row.node().layer()) {
                case Input ignored -> {}
                case Convolution c ->
                        convolve(
                                c.shape(row.inputs().getFirst()),
                                from.getFirst(),
                                to,
                                weights.of(row.node().name()));
                case Deconvolution c ->
                        convolve(
                                c.shape(row.inputs().getFirst()),
                                from.getFirst(),
                                to,
                                weights.of(row.node().name()));
                default -> {
                    Operation operation =
                            Operations.prepare(
                                    row.node().layer(),
                                    row.inputs(),
                                    Layout.NCHW,
                                    () -> weights.of(row.node().name()),
                                    team.threads());
                    float[][] read = from.toArray(float[][]::new);
                    steps.add(() -> operation.run(read, to, team));
                }
            }
        }

        private void convolve(ConvolutionShape shape, float[] from, float[] to, List<Tensor> blob) {
            Columns unrolled = new Columns(shape);
            float[] weights = blob.getFirst().data();
            float[] bias = blob.size() > 1 ? blob.get(1).data() : null;
            if (shape.group() != 1 || shape.n() != 1) {
                throw new UnsupportedOperationException(
                        "groups and batches are not set up for this peer");
            }
            steps.add(
                    () -> {
                        if (shape.transposed()) {
                            unrolled.transposed(weights, from, columns, to, team);
                        } else {
                            unrolled.convolved(weights, from, columns, to, team);
                        }
                        if (bias != null) {
                            unrolled.add(bias, to, team);
                        }
                    });
        }

        @Override
        public void write(Tensor tensor) {
            System.arraycopy(tensor.data(), 0, input, 0, input.length);
        }

        @Override
        public void run() {
            steps.forEach(Runnable::run);
        }

        @Override
        public float[] read() {
            return output.clone();
        }

        @Override
        public String algorithm() {
            return "im2col and sgemm";
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        team.close();
    }
}
