package fcn.kernels;

import fcn.kernels.convolution.ConvolutionKernel;

/** A line of the {@link Catalogue}: a name and its algorithm. */
public interface Kernel {
    /** What people and files call it; no two kernels share one. */
    String name();

    ConvolutionKernel algorithm();
}
