package fcn.peers;

import fcn.benchmarks.peers.Fastest;
import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.peers.Peer;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * libtorch: convolutions by {@link TorchKernels} on maps with the channels last, the form in which
 * its compiler runs them; a layer also by the plain functions in Caffe's order, whichever is
 * faster.
 */
final class PyTorch implements Peer {
    private final InferenceMode inference = new InferenceMode(true);

    PyTorch(int threads) {
        torch.set_num_threads(threads);
    }

    @Override
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("PyTorch", version());
        torch.get_parallel_info()
                .getString()
                .lines()
                .filter(line -> line.contains("MKL-DNN"))
                .forEach(line -> about.put("convolutions by", line.strip()));
        about.put("threads by", "OpenMP");
        about.put(
                "settings", "inference mode, channels last, weights packed beforehand, ReLU fused");
        return about;
    }

    private static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    @Override
    public Prepared layer(LayerCase layer) {
        Map<String, Prepared> offered = new LinkedHashMap<>();
        offered.put("packed", new Ready(true, layer.network(), layer.weights()));
        offered.put("plain", new Ready(false, layer.network(), layer.weights()));
        return Fastest.of(offered, layer.values().input());
    }

    @Override
    public Prepared network(Network network, Weights weights, Path folder) {
        return new Ready(true, network, weights);
    }

    @Override
    public void close() {
        inference.close();
    }

    /** A step of a run: makes a value of others. */
    private record Step(
            List<String> from,
            String to,
            Function<List<org.bytedeco.pytorch.Tensor>, org.bytedeco.pytorch.Tensor> work) {}

    /** A network's steps; its packed weights are held by them. */
    private static final class Ready implements Prepared {
        private final boolean packed;
        private final Weights weights;
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, Integer> lastUse = new HashMap<>();
        private final FloatPointer values;
        private final long[] dims;
        private final String data;
        private org.bytedeco.pytorch.Tensor input;
        private org.bytedeco.pytorch.Tensor output;

        Ready(boolean packed, Network network, Weights weights) {
            this.packed = packed;
            this.weights = weights;
            List<Shapes.Row> rows = Shapes.of(network).rows();
            Shape in = rows.getFirst().outputs().getFirst();
            values = new FloatPointer(in.count());
            dims = dims(in);
            data = rows.getFirst().node().tops().getFirst();
            for (int i = 0; i < rows.size(); i++) {
                boolean relu =
                        i + 1 < rows.size() && rows.get(i + 1).node().layer() instanceof Relu;
                add(rows.get(i), relu);
            }
            for (int i = 0; i < steps.size(); i++) {
                int step = i;
                steps.get(i).from.forEach(blob -> lastUse.put(blob, step));
            }
        }

        private void add(Shapes.Row row, boolean relu) {
            switch (row.node().layer()) {
                case Input ignored -> {}
                case Relu ignored -> {} // done by the convolution before it
                case Convolution c -> convolve(row, c, relu);
                case Deconvolution c -> transpose(row, c);
                case Pooling p -> {
                    Window w = p.window();
                    long[] kernel = {w.kernelH(), w.kernelW()};
                    long[] stride = {w.strideH(), w.strideW()};
                    long[] pad = {w.padH(), w.padW()};
                    long[] dense = {1, 1};
                    step(
                            row,
                            from ->
                                    torch.max_pool2d(
                                            from.getFirst(), kernel, stride, pad, dense, true));
                }
                case Eltwise ignored -> step(row, from -> torch.add(from.get(0), from.get(1)));
                case Crop crop -> {
                    Shape out = row.outputs().getFirst();
                    step(
                            row,
                            from ->
                                    from.getFirst()
                                            .narrow(2, crop.offset(2), out.h())
                                            .narrow(3, crop.offset(3), out.w()));
                }
                default -> throw new UnsupportedOperationException(row.node().layer().type());
            }
        }

        private void step(
                Shapes.Row row,
                Function<List<org.bytedeco.pytorch.Tensor>, org.bytedeco.pytorch.Tensor> work) {
            steps.add(new Step(row.node().bottoms(), row.node().tops().getFirst(), work));
        }

        private void convolve(Shapes.Row row, Convolution c, boolean relu) {
            List<Tensor> blobs = weights.of(row.node().name());
            org.bytedeco.pytorch.Tensor kernel = tensor(blobs.getFirst());
            org.bytedeco.pytorch.Tensor bias = c.bias() ? vector(blobs.get(1)) : null;
            Window w = c.window();
            if (packed) {
                org.bytedeco.pytorch.Tensor ready = TorchKernels.pack(kernel, w, c.group());
                kernel.close();
                step(
                        row,
                        from ->
                                TorchKernels.convolve(
                                        from.getFirst(), ready, bias, w, c.group(), relu));
                return;
            }
            TensorOptional added = bias == null ? new TensorOptional() : new TensorOptional(bias);
            step(
                    row,
                    from -> {
                        org.bytedeco.pytorch.Tensor sum =
                                torch.conv2d(
                                        from.getFirst(),
                                        kernel,
                                        added,
                                        new long[] {w.strideH(), w.strideW()},
                                        new long[] {w.padH(), w.padW()},
                                        new long[] {w.dilationH(), w.dilationW()},
                                        c.group());
                        return relu ? sum.relu_() : sum;
                    });
        }

        private void transpose(Shapes.Row row, Deconvolution c) {
            List<Tensor> blobs = weights.of(row.node().name());
            org.bytedeco.pytorch.Tensor kernel = ordered(tensor(blobs.getFirst()));
            TensorOptional added =
                    c.bias() ? new TensorOptional(vector(blobs.get(1))) : new TensorOptional();
            Window w = c.window();
            step(
                    row,
                    from ->
                            torch.conv_transpose2d(
                                    from.getFirst(),
                                    kernel,
                                    added,
                                    new long[] {w.strideH(), w.strideW()},
                                    new long[] {w.padH(), w.padW()},
                                    new long[] {0, 0},
                                    c.group(),
                                    w.dilationH(),
                                    w.dilationW()));
        }

        private org.bytedeco.pytorch.Tensor ordered(org.bytedeco.pytorch.Tensor tensor) {
            return packed ? tensor.contiguous(torch.MemoryFormat.ChannelsLast) : tensor;
        }

        private static org.bytedeco.pytorch.Tensor tensor(Tensor blob) {
            return org.bytedeco.pytorch.Tensor.create(blob.data(), dims(blob.shape()));
        }

        private static org.bytedeco.pytorch.Tensor vector(Tensor blob) {
            return org.bytedeco.pytorch.Tensor.create(blob.data(), (long) blob.data().length);
        }

        private static long[] dims(Shape shape) {
            return new long[] {shape.n(), shape.c(), shape.h(), shape.w()};
        }

        @Override
        public void write(Tensor tensor) {
            if (input != null) {
                input.close();
            }
            values.put(tensor.data());
            input = ordered(torch.from_blob(values, dims));
        }

        @Override
        public void run() {
            if (output != null) {
                output.close();
            }
            try (PointerScope _ = new PointerScope()) {
                Map<String, org.bytedeco.pytorch.Tensor> blobs = new HashMap<>();
                blobs.put(data, input);
                org.bytedeco.pytorch.Tensor last = input;
                for (int i = 0; i < steps.size(); i++) {
                    Step step = steps.get(i);
                    last = step.work.apply(step.from.stream().map(blobs::get).toList());
                    for (String blob : step.from) {
                        if (lastUse.get(blob) == i && !blob.equals(data)) {
                            blobs.remove(blob).close(); // before the next takes memory
                        }
                    }
                    blobs.put(step.to, last);
                }
                output = last.retainReference();
            }
        }

        @Override
        public float[] read() {
            try (PointerScope _ = new PointerScope()) {
                org.bytedeco.pytorch.Tensor planar = output.contiguous();
                float[] read = new float[Math.toIntExact(planar.numel())];
                new FloatPointer(planar.data_ptr()).get(read);
                return read;
            }
        }

        @Override
        public String algorithm() {
            return packed ? "channels last, packed, fused" : "Caffe's order, ReLU by itself";
        }

        @Override
        public void close() {
            steps.clear(); // what they hold is freed with them
            values.close();
        }
    }
}
