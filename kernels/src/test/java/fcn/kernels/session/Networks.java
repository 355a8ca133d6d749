package fcn.kernels.session;

import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Lrn;
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

    static Network fcn8s(int height, int width, int channels) {
        return fcn(8, height, width, channels);
    }

    /**
     * FCN-8s, 16s or 32s in small: the graph (padding, pools, skips, crops, an in-place chain with
     * dropout) with two convolutions a stage instead of up to three.
     *
     * @param finest the stride of the finest scores: 8, 16 or 32
     */
    static Network fcn(int finest, int height, int width, int channels) {
        Networks net = new Networks(new Shape(1, 3, height, width));
        String bottom = "data";
        for (int stage = 1; stage <= 5; stage++) {
            int deep = channels << Math.min(stage - 1, 3);
            net.convolution("conv" + stage + "_1", bottom, deep, stage == 1 ? 100 : 1);
            net.convolution("conv" + stage + "_2", "conv" + stage + "_1", deep, 1);
            net.pool("pool" + stage, "conv" + stage + "_2");
            bottom = "pool" + stage;
        }
        net.classifier(8 * channels, 7);
        String score = "score_fr";
        for (int stage = 4; 2 << stage > finest; stage--) {
            String skip = "score_pool" + stage;
            String upsampled = stage == 4 ? "upscore2" : "upscore_pool" + (stage + 1);
            net.upsample(upsampled, score, 4, 2);
            net.score(skip, "pool" + stage);
            net.crop(skip + "c", skip, upsampled, stage == 4 ? 5 : 9);
            score = "fuse_pool" + stage;
            net.sum(score, upsampled, skip + "c");
        }
        net.upsample("upscore" + finest, score, 2 * finest, finest);
        net.crop("score", "upscore" + finest, "data", finest == 8 ? 31 : finest == 16 ? 27 : 19);
        return net.network();
    }

    /** FCN-AlexNet in small: its graph with its strides, groups and normalisations. */
    static Network alexnet(int height, int width, int channels) {
        Networks net = new Networks(new Shape(1, 3, height, width));
        Window first = Window.square(11, 4, 100);
        net.add("conv1", new Convolution(channels, first, 1, true), List.of("data"), "conv1");
        net.add("relu1", new Relu(0), List.of("conv1"), "conv1");
        net.overlapping("pool1", "conv1").normalise("norm1", "pool1");
        Window second = Window.square(5, 1, 2);
        net.add("conv2", new Convolution(2 * channels, second, 2, true), List.of("norm1"), "conv2");
        net.add("relu2", new Relu(0), List.of("conv2"), "conv2");
        net.overlapping("pool2", "conv2").normalise("norm2", "pool2");
        net.convolution("conv3", "norm2", 4 * channels, 1);
        Window third = Window.square(3, 1, 1);
        net.add("conv4", new Convolution(4 * channels, third, 2, true), List.of("conv3"), "conv4");
        net.add("relu4", new Relu(0), List.of("conv4"), "conv4");
        net.add("conv5", new Convolution(2 * channels, third, 2, true), List.of("conv4"), "conv5");
        net.add("relu5", new Relu(0), List.of("conv5"), "conv5");
        net.overlapping("pool5", "conv5");
        net.classifier(8 * channels, 6);
        net.upsample("upscore", "score_fr", 63, 32);
        net.crop("score", "upscore", "data", 18);
        return net.network();
    }

    private Networks overlapping(String name, String bottom) {
        Pooling pooling = new Pooling(Pooling.Method.MAX, Window.square(3, 2, 0), false);
        return add(name, pooling, List.of(bottom), name);
    }

    private void normalise(String name, String bottom) {
        Lrn lrn = new Lrn(5, 1e-4f, 0.75f, 1, Lrn.Region.ACROSS_CHANNELS);
        add(name, lrn, List.of(bottom), name);
    }

    /** From pool5 to the coarsest scores. */
    private void classifier(int channels, int kernel) {
        Window window = Window.square(kernel, 1, 0);
        add("fc6", new Convolution(channels, window, 1, true), List.of("pool5"), "fc6");
        add("relu6", new Relu(0), List.of("fc6"), "fc6");
        add("drop6", new Dropout(0.5f), List.of("fc6"), "fc6");
        score("score_fr", "fc6");
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
