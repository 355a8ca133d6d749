package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * What one layer of a network is: its parameters, the rule from input shapes to output and weight
 * shapes, and its FLOPs. One record per Caffe layer type; how its values are computed is elsewhere.
 */
public sealed interface Layer
        permits BatchNorm,
                Concat,
                Convolution,
                Crop,
                Deconvolution,
                Dropout,
                Eltwise,
                InnerProduct,
                Input,
                Lrn,
                Pooling,
                Relu,
                Scale,
                Sigmoid,
                Softmax,
                Split,
                Tanh {
    /** Caffe's name of the type, as {@code type: "Convolution"} in a prototxt. */
    String type();

    /**
     * The shapes of the outputs ("tops") for those of the inputs ("bottoms").
     *
     * @throws BadInputException when number or shapes of the inputs do not fit; the caller adds the
     *     layer's name
     */
    List<Shape> outputs(List<Shape> inputs);

    /** The shapes of the learned blobs, in Caffe's order; none for most layers. */
    default List<Shape> weights(List<Shape> inputs) {
        return List.of();
    }

    /** Floating-point operations of the direct method; comparisons count as one, copies as none. */
    long flops(List<Shape> inputs);

    /**
     * How the output's height and width follow from the inputs, in numbers; empty where they are
     * the input's.
     */
    default String arithmetic(List<Shape> inputs) {
        return "";
    }

    /** The only input of a layer that takes one. */
    static Shape only(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new BadInputException("it takes 1 bottom, not " + inputs.size());
        }
        return inputs.getFirst();
    }
}
