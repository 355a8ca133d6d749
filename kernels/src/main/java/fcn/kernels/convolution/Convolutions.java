package fcn.kernels.convolution;

import fcn.kernels.Kernel;

/**
 * The catalogue of convolution kernels: a line for each. Their names are what people and files call
 * them.
 */
public enum Convolutions implements Kernel {
    DIRECT(new Direct()),
    DIRECT_SIMD(new DirectSimd()),
    IM2COL_GEMM(new Im2colGemm());

    private final ConvolutionKernel algorithm;

    Convolutions(ConvolutionKernel algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    public ConvolutionKernel algorithm() {
        return algorithm;
    }
}
