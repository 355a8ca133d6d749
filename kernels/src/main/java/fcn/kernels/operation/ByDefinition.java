package fcn.kernels.operation;

import fcn.kernels.threads.Team;
import fcn.reference.layer.Layer;
import fcn.reference.naive.Naive;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Any layer by the reference's loops, in NCHW, on the caller alone, allocating as it goes: for
 * layers that FCN-8s does not have.
 */
public final class ByDefinition implements Operation {
    private final Layer layer;
    private final List<Shape> shapes;
    private final List<Tensor> weights;

    /** A layer with its learned blobs, on inputs of these shapes. */
    public ByDefinition(Layer layer, List<Shape> shapes, List<Tensor> weights) {
        this.layer = layer;
        this.shapes = List.copyOf(shapes);
        this.weights = List.copyOf(weights);
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            int count = Math.toIntExact(shapes.get(i).count());
            tensors.add(new Tensor(shapes.get(i), Arrays.copyOf(inputs[i], count)));
        }
        float[] result = Naive.forward(layer, tensors, weights).getFirst().data();
        System.arraycopy(result, 0, output, 0, result.length);
    }
}
