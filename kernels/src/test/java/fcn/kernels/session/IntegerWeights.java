package fcn.kernels.session;

import fcn.reference.layer.Deconvolution;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Small integers: two weights of ±1 for each output of a convolution, so that sixteen layers of
 * them stay exact in float32; biases in ±2; all weights of transposed convolutions in ±2.
 */
record IntegerWeights(Shapes shapes, long seed) implements Weights {
    @Override
    public List<Tensor> of(String layer) {
        Random random = new Random(seed + layer.hashCode());
        Shapes.Row row = shapes.row(layer);
        List<Tensor> blobs = new ArrayList<>();
        for (Shape shape : row.weights()) {
            Tensor blob = Tensor.zeros(shape);
            boolean any = !blobs.isEmpty() || row.node().layer() instanceof Deconvolution;
            for (int i = 0; any && i < blob.data().length; i++) {
                blob.data()[i] = random.nextInt(-2, 3);
            }
            int inputs = Math.toIntExact(shape.count() / shape.n());
            for (int o = 0; !any && o < 2 * shape.n(); o++) {
                int at = o / 2 * inputs + random.nextInt(inputs);
                blob.data()[at] = random.nextBoolean() ? 1 : -1;
            }
            blobs.add(blob);
        }
        return blobs;
    }

    @Override
    public String source() {
        return "small integers";
    }
}
