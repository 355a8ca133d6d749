package fcn.reference.network;

import fcn.reference.layer.Deconvolution;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights by formula, the same numbers on every machine: uniform in ±sqrt(6 / fan-in) (biases ±0.1)
 * from SplitMix64 seeded by the layer's name; a transposed convolution is bilinear where input and
 * output channel are equal and zero elsewhere.
 */
public final class SyntheticWeights implements Weights {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final Shapes shapes;

    public SyntheticWeights(Shapes shapes) {
        this.shapes = shapes;
    }

    @Override
    public String source() {
        return "synthetic";
    }

    @Override
    public List<Tensor> of(String layer) {
        return blobs(layer).stream().map(WeightBlob::whole).toList();
    }

    @Override
    public List<WeightBlob> blobs(String layer) {
        Shapes.Row row = shapes.row(layer);
        List<WeightBlob> blobs = new ArrayList<>();
        for (int j = 0; j < row.weights().size(); j++) {
            Shape shape = row.weights().get(j);
            blobs.add(
                    j == 0 && row.node().layer() instanceof Deconvolution deconvolution
                            ? WeightBlob.of(bilinear(shape, deconvolution.group()))
                            : new Uniform(
                                    shape, fnv1a(layer) + j * GOLDEN_GAMMA, bound(j, shape, row)));
        }
        return blobs;
    }

    /**
     * sqrt(6 / fan-in) for blob 0, the fan-in being its count over the number of outputs; 0.1 for
     * the others.
     */
    private static double bound(int blob, Shape shape, Shapes.Row row) {
        double fanIn = (double) shape.count() / row.outputs().getFirst().c();
        return blob == 0 ? Math.sqrt(6 / fanIn) : 0.1;
    }

    /** Uniform in ±bound. */
    private record Uniform(Shape shape, long seed, double bound) implements WeightBlob {
        @Override
        public void read(long from, int count, float[] to, int at) {
            for (int i = 0; i < count; i++) {
                double u = (mix(seed + from + i) >>> 40) / 0x1p24;
                to[at + i] = (float) ((2 * u - 1) * bound);
            }
        }

        @Override
        public WeightBlob stored() {
            return SpilledBlob.of(this);
        }
    }

    /**
     * The weights of bilinear upsampling, IC × OC/group × KH × KW: {@code (1 - |y - c| / f) (1 - |x
     * - c| / f)} with f = (k + 1) / 2 rounded down, c the centre, from a channel to itself; zero
     * elsewhere (Caffe's BilinearFiller).
     */
    public static Tensor bilinear(Shape shape, int group) {
        Tensor tensor = Tensor.zeros(shape);
        int perGroup = shape.n() / group;
        for (int i = 0; i < shape.n(); i++) {
            int o = i - i / perGroup * shape.c();
            if (o >= 0 && o < shape.c()) {
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        tensor.set(i, o, y, x, (float) (hat(y, shape.h()) * hat(x, shape.w())));
                    }
                }
            }
        }
        return tensor;
    }

    private static double hat(int at, int kernel) {
        int f = (kernel + 1) / 2;
        double centre = kernel % 2 == 1 ? f - 1 : f - 0.5;
        return 1 - Math.abs(at - centre) / f;
    }

    private static long fnv1a(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private static long mix(long z) {
        z += GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
