package fcn.kernels.session;

import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks and inputs for the tests of this package. */
final class Networks {
    final List<Node> nodes = new ArrayList<>();

    /** A network in the making, with one input. */
    Networks(Shape input) {
        add("data", new Input(List.of(input)), List.of(), "data");
    }

    Networks add(String name, Layer layer, List<String> bottoms, String... tops) {
        nodes.add(new Node(name, layer, bottoms, List.of(tops)));
        return this;
    }

    /** A 3×3 convolution of that padding with a ReLU in place. */
    Networks convolution(String name, String bottom, int channels, int pad) {
        add(
                name,
                new Convolution(channels, Window.square(3, 1, pad), 1, true),
                List.of(bottom),
                name);
        return add("relu_" + name, new Relu(0), List.of(name), name);
    }

    Networks pool(String name, String bottom) {
        Pooling pooling = new Pooling(Pooling.Method.MAX, Window.square(2, 2, 0), false);
        return add(name, pooling, List.of(bottom), name);
    }

    Network network() {
        return new Network("test", nodes);
    }

    /**
     * FCN-8s in small: its graph (padding, pools, two skips, crops, an in-place chain with dropout)
     * with two convolutions a stage instead of up to three.
     */
    static Network fcn8s(int height, int width, int channels) {
        Networks net = new Networks(new Shape(1, 3, height, width));
        String bottom = "data";
        for (int stage = 1; stage <= 5; stage++) {
            int deep = channels << Math.min(stage - 1, 3);
            net.convolution("conv" + stage + "_1", bottom, deep, stage == 1 ? 100 : 1);
            net.convolution("conv" + stage + "_2", "conv" + stage + "_1", deep, 1);
            net.pool("pool" + stage, "conv" + stage + "_2");
            bottom = "pool" + stage;
        }
        net.add(
                "fc6",
                new Convolution(8 * channels, Window.square(7, 1, 0), 1, true),
                List.of("pool5"),
                "fc6");
        net.add("relu6", new Relu(0), List.of("fc6"), "fc6");
        net.add("drop6", new Dropout(0.5f), List.of("fc6"), "fc6");
        net.score("score_fr", "fc6");
        net.upsample("upscore2", "score_fr", 4, 2);
        net.score("score_pool4", "pool4");
        net.crop("score_pool4c", "score_pool4", "upscore2", 5);
        net.sum("fuse_pool4", "upscore2", "score_pool4c");
        net.upsample("upscore_pool4", "fuse_pool4", 4, 2);
        net.score("score_pool3", "pool3");
        net.crop("score_pool3c", "score_pool3", "upscore_pool4", 9);
        net.sum("fuse_pool3", "upscore_pool4", "score_pool3c");
        net.upsample("upscore8", "fuse_pool3", 16, 8);
        net.crop("score", "upscore8", "data", 31);
        return net.network();
    }

    private void score(String name, String bottom) {
        add(name, new Convolution(21, Window.square(1, 1, 0), 1, true), List.of(bottom), name);
    }

    private void upsample(String name, String bottom, int kernel, int stride) {
        Deconvolution layer = new Deconvolution(21, Window.square(kernel, stride, 0), 1, false);
        add(name, layer, List.of(bottom), name);
    }

    private void crop(String name, String bottom, String like, int offset) {
        add(name, new Crop(2, List.of(offset)), List.of(bottom, like), name);
    }

    private void sum(String name, String a, String b) {
        add(name, new Eltwise(Eltwise.Operation.SUM, List.of()), List.of(a, b), name);
    }

    /** Uniform in ±1 for every input. */
    static Map<String, Tensor> inputs(Network network, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        network.inputs()
                .forEach(
                        (blob, shape) -> {
                            Tensor tensor = Tensor.zeros(shape);
                            for (int i = 0; i < tensor.data().length; i++) {
                                tensor.data()[i] = 2 * random.nextFloat() - 1;
                            }
                            inputs.put(blob, tensor);
                        });
        return inputs;
    }
}
