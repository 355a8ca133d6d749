package fcn.kernels.plan;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Surround;
import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Layer;
import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * Something that a run of a network does and that takes time. Equal steps take equally long; their
 * text is the same in every JVM.
 */
public sealed interface Step {
    /** A convolution or transposed one. */
    record Convolve(ConvolutionShape shape, Kernel kernel, Epilogue epilogue) implements Step {
        @Override
        public String toString() {
            return kernel.name() + " " + epilogue + " " + shape;
        }
    }

    /** Any other layer, reading and writing one layout. */
    record Operate(Layer layer, List<Shape> inputs, Layout layout) implements Step {
        public Operate {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * A part of a map in a buffer of its own, with what is the same for every image around it; see
     * {@link Surround}.
     *
     * @param map the whole of it
     * @param stored the region that is there
     * @param valid what of it is right
     * @param wanted the region that is made
     * @param placed whether the part is there already, and only what is around it is filled in
     */
    record Frame(
            Shape map, Region stored, Region valid, Region wanted, Layout layout, boolean placed)
            implements Step {
        /** What does it. */
        public Surround surround() {
            return new Surround(map, stored, valid, wanted, layout);
        }
    }

    /** A map copied from one layout into another. */
    record Convert(Shape shape, Layout from, Layout to) implements Step {}
}
