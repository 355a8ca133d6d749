package fcn.kernels.session;

import fcn.kernels.layout.Layout;
import fcn.kernels.plan.Plan;
import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Split;
import fcn.reference.layer.Tanh;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small network drawn from a seed: layers of most types, in place or not, blobs with several
 * readers, and kernels that read and write either layout.
 */
final class RandomNetwork {
    private static final int LAYERS = 14;

    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> blobs = new LinkedHashMap<>();
    private final Map<String, Plan.Choice> choices = new LinkedHashMap<>();

    RandomNetwork(long seed) {
        random = new Random(seed);
        Shape image =
                new Shape(1 + random.nextInt(2), pick(3, 16, 20), pick(5, 8, 11), pick(7, 10));
        add(new Input(List.of(image)), List.of(), "data");
        while (nodes.size() < LAYERS) {
            grow();
        }
    }

    /** Beginning with a convolution that pads by so much, as FCN-8s does by 100. */
    RandomNetwork(long seed, int pad) {
        random = new Random(seed);
        add(new Input(List.of(new Shape(1, 3, pick(5, 8, 40), pick(7, 33)))), List.of(), "data");
        String name = fresh();
        choose(name, false);
        Window window = Window.square(3, 1, pad);
        add(new Convolution(pick(5, 16), window, 1, true), List.of("data"), name);
        while (nodes.size() < LAYERS) {
            grow();
        }
    }

    Network network() {
        return new Network("random", nodes);
    }

    Plan plan() {
        return new Plan("random", "", choices);
    }

    private void grow() {
        String bottom = blob();
        Shape in = blobs.get(bottom);
        switch (random.nextInt(15)) {
            case 0, 1, 2 -> convolve(bottom, pick(1, 3));
            case 3, 4 -> {
                String made = convolve(bottom, 3);
                String rectified = random.nextBoolean() ? made : made + "_relu";
                add(new Relu(0), List.of(made), rectified);
                if (random.nextInt(3) > 0) {
                    add(pooling(Pooling.Method.MAX, 2, 2, 0), List.of(rectified), fresh());
                }
            }
            case 5 -> add(new Relu(pick(0, 1) * 0.1f), List.of(bottom), sameOrFresh(bottom));
            case 6 -> {
                Pooling.Method method = pick(0, 1) == 0 ? Pooling.Method.MAX : Pooling.Method.AVE;
                int kernel = pick(2, 3);
                add(
                        pooling(method, kernel, pick(1, 2), random.nextInt(kernel)),
                        List.of(bottom),
                        fresh());
            }
            case 7, 8 -> combine(bottom);
            case 9 -> join(bottom);
            case 10 -> crop(bottom, in);
            case 11 -> add(new Dropout(0.5f), List.of(bottom), sameOrFresh(bottom));
            case 12 -> upsample(bottom, in);
            case 13 -> {
                String first = fresh();
                add(new Split(2), List.of(bottom), first, first + "_too");
            }
            default -> {
                if (in.h() < 12) {
                    String name = fresh();
                    Window window = Window.square(4, 2, 1);
                    choose(name, true);
                    add(
                            new Deconvolution(pick(5, 16), window, 1, random.nextBoolean()),
                            List.of(bottom),
                            name);
                } else {
                    Layer layer =
                            switch (random.nextInt(3)) {
                                case 0 -> new Softmax(1);
                                case 1 -> new Tanh();
                                default -> new BatchNorm(1);
                            };
                    add(layer, List.of(bottom), sameOrFresh(bottom));
                }
            }
        }
    }

    /** As FCN does: transposed, cropped to another map, and added to it. */
    private void upsample(String bottom, Shape in) {
        if (in.h() >= 12) {
            return;
        }
        String name = fresh();
        choose(name, true);
        Window window = Window.square(pick(2, 3, 4), 2, random.nextInt(2));
        List<String> others =
                blobs.keySet().stream().filter(blob -> blobs.get(blob).n() == in.n()).toList();
        String like = others.get(random.nextInt(others.size()));
        int channels = blobs.get(like).c();
        add(new Deconvolution(channels, window, 1, random.nextBoolean()), List.of(bottom), name);
        String cropped = name;
        if (random.nextInt(4) > 0) {
            int dy = blobs.get(name).h() - blobs.get(like).h();
            int dx = blobs.get(name).w() - blobs.get(like).w();
            if (dy < 0 || dx < 0) {
                return;
            }
            cropped = fresh();
            List<Integer> offsets = List.of(random.nextInt(dy + 1), random.nextInt(dx + 1));
            add(new Crop(2, offsets), List.of(name, like), cropped);
        }
        List<String> same = matching(blobs.get(cropped), -1);
        String other = same.get(random.nextInt(same.size()));
        List<String> bottoms =
                random.nextBoolean() ? List.of(cropped, other) : List.of(other, cropped);
        add(new Eltwise(Eltwise.Operation.SUM, List.of()), bottoms, fresh());
    }

    private String convolve(String bottom, int kernel) {
        String name = fresh();
        choose(name, false);
        Window window = Window.square(kernel, 1, kernel / 2);
        add(new Convolution(pick(5, 16, 21, 32), window, 1, true), List.of(bottom), name);
        return name;
    }

    private void choose(String layer, boolean transposed) {
        InLayouts kernel =
                new InLayouts(
                        transposed,
                        random.nextBoolean() ? Layout.NCHW : Layout.NCHW16C,
                        random.nextBoolean() ? Layout.NCHW : Layout.NCHW16C,
                        random.nextBoolean());
        choices.put(layer, new Plan.Choice(kernel, "drawn"));
    }

    private void combine(String bottom) {
        List<String> bottoms = new ArrayList<>(List.of(bottom));
        List<String> same = matching(blobs.get(bottom), -1);
        for (int i = 0; i <= random.nextInt(2); i++) {
            bottoms.add(same.get(random.nextInt(same.size())));
        }
        Eltwise layer =
                switch (random.nextInt(4)) {
                    case 0 ->
                            new Eltwise(
                                    Eltwise.Operation.SUM,
                                    List.of(0.5f, -1f, 0.25f).subList(0, bottoms.size()));
                    case 1 -> new Eltwise(Eltwise.Operation.MAX, List.of());
                    default -> new Eltwise(Eltwise.Operation.SUM, List.of());
                };
        add(layer, bottoms, sameOrFresh(bottom));
    }

    private void join(String bottom) {
        int axis = random.nextInt(3) == 0 ? 2 : 1;
        List<String> fitting = matching(blobs.get(bottom), axis);
        String other = fitting.get(random.nextInt(fitting.size()));
        add(new Concat(axis), List.of(bottom, other), fresh());
    }

    private void crop(String bottom, Shape in) {
        for (Map.Entry<String, Shape> like : List.copyOf(blobs.entrySet())) {
            int dy = in.h() - like.getValue().h();
            int dx = in.w() - like.getValue().w();
            if (dy >= 0 && dx >= 0 && !like.getKey().equals(bottom)) {
                List<Integer> offsets = List.of(random.nextInt(dy + 1), random.nextInt(dx + 1));
                add(new Crop(2, offsets), List.of(bottom, like.getKey()), fresh());
                return;
            }
        }
    }

    /** Blobs of that shape but for the extent along an axis. */
    private List<String> matching(Shape shape, int axis) {
        return blobs.keySet().stream()
                .filter(
                        blob -> {
                            Shape other = blobs.get(blob);
                            return axis < 0
                                    ? other.equals(shape)
                                    : other.with(axis, 1).equals(shape.with(axis, 1));
                        })
                .toList();
    }

    private static Pooling pooling(Pooling.Method method, int kernel, int stride, int pad) {
        return new Pooling(method, Window.square(kernel, stride, pad), false);
    }

    /** A blob to read, rather a late one; any may have other readers. */
    private String blob() {
        List<String> all = List.copyOf(blobs.keySet());
        int back = Math.min(random.nextInt(3), all.size() - 1);
        return random.nextInt(4) == 0
                ? all.get(random.nextInt(all.size()))
                : all.get(all.size() - 1 - back);
    }

    private String fresh() {
        return "blob" + nodes.size();
    }

    private String sameOrFresh(String bottom) {
        return random.nextBoolean() ? bottom : fresh();
    }

    private void add(Layer layer, List<String> bottoms, String... tops) {
        List<Shape> shapes = layer.outputs(bottoms.stream().map(blobs::get).toList());
        String name =
                choices.containsKey(tops[0]) && !blobs.containsKey(tops[0])
                        ? tops[0]
                        : "layer" + nodes.size();
        nodes.add(new Node(name, layer, bottoms, List.of(tops)));
        for (int i = 0; i < tops.length; i++) {
            blobs.put(tops[i], shapes.get(i));
        }
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }
}
