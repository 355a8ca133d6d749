package fcn.kernels.transposed;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;

/**
 * The catalogue of kernels for transposed convolution: a line for each. Their names are what people
 * and files call them.
 */
public enum TransposedConvolutions implements Kernel {
    GATHER(new Gather()),
    GATHER_DIAGONAL(new GatherDiagonal()),
    GATHER_PHASES(new GatherPhases()),
    GATHER_SEPARABLE(new GatherSeparable()),
    GATHER_ZERO_STUFFED(new GatherZeroStuffed()),
    SCATTER(new Scatter()),
    SCATTER_GEMM(new ScatterGemm());

    private final ConvolutionKernel algorithm;

    TransposedConvolutions(ConvolutionKernel algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    public ConvolutionKernel algorithm() {
        return algorithm;
    }
}
