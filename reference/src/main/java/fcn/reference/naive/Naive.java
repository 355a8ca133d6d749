package fcn.reference.naive;

import fcn.reference.BadInputException;
import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Lrn;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.layer.Sigmoid;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Split;
import fcn.reference.layer.Tanh;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.Collections;
import java.util.List;

/** Computes one layer by its definition. */
public final class Naive {
    private Naive() {}

    /**
     * The layer's outputs, of the shapes that {@link Layer#outputs} gives. Inputs are not changed;
     * layers that pass values on unchanged (Input, Dropout, Split) return the same tensors.
     *
     * @param inputs the bottoms; for an Input layer the tensors that the network is given
     * @param weights the learned blobs, in Caffe's order
     * @throws BadInputException when the inputs or the weights do not fit the layer
     */
    public static List<Tensor> forward(Layer layer, List<Tensor> inputs, List<Tensor> weights) {
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        if (layer instanceof Input input) {
            check("input", input.shapes(), shapes);
            return List.copyOf(inputs);
        }
        check("weight", layer.weights(shapes), weights.stream().map(Tensor::shape).toList());
        Shape out = layer.outputs(shapes).getFirst();
        Tensor in = inputs.getFirst();
        return switch (layer) {
            case BatchNorm norm -> List.of(NaiveBatchNorm.forward(norm, in, weights));
            case Concat concat -> List.of(NaiveConcat.forward(concat, inputs, out));
            case Convolution c ->
                    List.of(NaiveConvolution.forward(c.shape(in.shape()), in, weights));
            case Crop crop -> List.of(NaiveCrop.forward(crop, in, out));
            case Deconvolution d ->
                    List.of(NaiveDeconvolution.forward(d.shape(in.shape()), in, weights));
            case Dropout _ -> List.of(in);
            case Eltwise eltwise -> List.of(NaiveEltwise.forward(eltwise, inputs));
            case InnerProduct product ->
                    List.of(NaiveInnerProduct.forward(product, in, weights, out));
            case Input _ -> List.copyOf(inputs);
            case Lrn lrn -> List.of(NaiveLrn.forward(lrn, in));
            case Pooling pooling -> List.of(NaivePooling.forward(pooling, in, out));
            case Relu relu -> List.of(NaiveRelu.forward(relu, in));
            case Scale scale -> List.of(NaiveScale.forward(scale, inputs, weights));
            case Sigmoid _ -> List.of(NaiveSigmoid.forward(in));
            case Softmax softmax -> List.of(NaiveSoftmax.forward(softmax, in));
            case Split split -> Collections.nCopies(split.copies(), in);
            case Tanh _ -> List.of(NaiveTanh.forward(in));
        };
    }

    private static void check(String what, List<Shape> expected, List<Shape> found) {
        if (!expected.equals(found)) {
            throw new BadInputException(
                    "its " + what + " shapes should be " + expected + ", not " + found);
        }
    }
}
