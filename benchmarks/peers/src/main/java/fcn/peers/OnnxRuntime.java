package fcn.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import fcn.benchmarks.peers.Fastest;
import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.peers.Peer;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ONNX Runtime on its CPU provider, from a model that {@link OnnxWriter} writes; input and output
 * in buffers of our own, so that nothing is copied. A layer is timed with the conversions into and
 * out of its blocked layout, or without that layout, whichever is faster: it has no way to be given
 * blocked maps.
 */
final class OnnxRuntime implements Peer {
    private static final Map<String, OrtSession.SessionOptions.OptLevel> LEVELS =
            new LinkedHashMap<>();

    static {
        LEVELS.put("NCHWc, with its conversions", OrtSession.SessionOptions.OptLevel.ALL_OPT);
        LEVELS.put("NCHW", OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
    }

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final int threads;

    OnnxRuntime(int threads) {
        this.threads = threads;
    }

    @Override
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("ONNX Runtime", environment.getVersion());
        about.put("provider", "CPU");
        about.put("threads by", "its own pool");
        about.put("settings", "all optimizations, sequential, arena on, no copies in or out");
        return about;
    }

    @Override
    public void describe(Network network, Weights weights, Path folder) throws IOException {
        OnnxWriter.write(folder, network, weights);
    }

    @Override
    public Prepared layer(LayerCase layer) {
        Path folder = TemporaryFolder.create();
        try {
            OnnxWriter.write(folder, layer.network(), layer.weights());
            Map<String, Prepared> offered = new LinkedHashMap<>();
            LEVELS.forEach(
                    (name, level) ->
                            offered.put(name, new Ready(name, level, layer.network(), folder)));
            return Fastest.of(offered, layer.values().input());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TemporaryFolder.delete(folder); // what it mapped stays until it lets go
        }
    }

    @Override
    public Prepared network(Network network, Weights weights, Path folder) {
        return new Ready("NCHWc", OrtSession.SessionOptions.OptLevel.ALL_OPT, network, folder);
    }

    /** A session with its buffers. */
    private final class Ready implements Prepared {
        private final String algorithm;
        private final OrtSession session;
        private final FloatBuffer input;
        private final FloatBuffer output;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Ready(
                String algorithm,
                OrtSession.SessionOptions.OptLevel level,
                Network network,
                Path folder) {
            this.algorithm = algorithm;
            Shapes shapes = Shapes.of(network);
            Shape in = shapes.rows().getFirst().outputs().getFirst();
            Shape out = shapes.rows().getLast().outputs().getFirst();
            input = buffer(in);
            output = buffer(out);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
                options.setOptimizationLevel(level);
                session =
                        environment.createSession(
                                folder.resolve(OnnxWriter.MODEL).toString(), options);
                inputs = Map.of(OnnxWriter.INPUT, tensor(input, in));
                outputs = Map.of(OnnxWriter.OUTPUT, tensor(output, out));
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        private OnnxTensor tensor(FloatBuffer values, Shape shape) throws OrtException {
            long[] dims = {shape.n(), shape.c(), shape.h(), shape.w()};
            return OnnxTensor.createTensor(environment, values, dims);
        }

        private static FloatBuffer buffer(Shape shape) {
            return ByteBuffer.allocateDirect(Math.toIntExact(shape.bytes()))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public void write(Tensor tensor) {
            input.put(0, tensor.data());
        }

        @Override
        public void run() {
            try {
                session.run(inputs, outputs).close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public float[] read() {
            float[] values = new float[output.capacity()];
            output.get(0, values);
            return values;
        }

        @Override
        public String algorithm() {
            return algorithm;
        }

        @Override
        public void close() {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        environment.close();
    }
}
