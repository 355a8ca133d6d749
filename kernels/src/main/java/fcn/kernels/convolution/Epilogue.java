package fcn.kernels.convolution;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

/**
 * What a kernel does to its sums before it stores them, after the bias: ReLU, then a 2×2 maximum
 * pooling of stride 2.
 */
public enum Epilogue {
    NONE,
    RELU,
    RELU_POOL;

    public boolean relu() {
        return this != NONE;
    }

    public boolean pool() {
        return this == RELU_POOL;
    }

    /**
     * What is stored: the convolution's output, or half of it rounded up (Caffe's pooling) where it
     * is pooled.
     */
    public Shape output(ConvolutionShape shape) {
        Shape out = shape.output();
        return pool()
                ? new Shape(out.n(), out.c(), Math.ceilDiv(out.h(), 2), Math.ceilDiv(out.w(), 2))
                : out;
    }
}
