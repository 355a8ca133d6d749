package fcn.kernels.plan;

import fcn.kernels.convolution.ConvolutionKernel;

/** Memory that kernels take. */
@FunctionalInterface
public interface Footprints {
    /**
     * Bytes of one kernel.
     *
     * @param prepared transformed and packed weights
     * @param workspace scratch memory
     */
    record Footprint(long prepared, long workspace) {}

    Footprint of(Step.Convolve step);

    /** What the kernels state, which for workspace is an upper estimate. */
    static Footprints stated(int threads) {
        return step -> {
            ConvolutionKernel algorithm = step.kernel().algorithm();
            return new Footprint(
                    algorithm.preparedBytes(step.shape()),
                    algorithm.workspaceBytes(step.shape(), threads));
        };
    }
}
