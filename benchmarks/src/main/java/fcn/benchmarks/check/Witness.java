package fcn.benchmarks.check;

import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

/** What the reference says of a convolution's output, to hold any output against. */
public final class Witness {
    private final Expected expected;
    private final Shape output;

    private Witness(Expected expected, Shape output) {
        this.expected = expected;
        this.output = output;
    }

    /** Asks the reference, at all pixels or, of a large output, at some. */
    public static Witness of(ConvolutionShape shape, Epilogue epilogue, Values values) {
        return new Witness(Expected.of(shape, epilogue, values), epilogue.output(shape));
    }

    /**
     * The relative L2 error of an output in Caffe's order, over the pixels that were asked for; not
     * a number where any value is none.
     */
    public double error(float[] values) {
        return Comparison.of(output, values, expected, 0).l2();
    }
}
