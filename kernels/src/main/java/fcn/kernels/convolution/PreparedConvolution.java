package fcn.kernels.convolution;

import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/** A kernel made ready for one shape, one epilogue and one set of weights. One run at a time. */
public interface PreparedConvolution {
    /** Floats of scratch memory that {@link #run} takes on that many threads. */
    int workspaceFloats(int threads);

    /** Bytes that are kept between runs: packed weights and tables. */
    long preparedBytes();

    /**
     * The same weights and epilogue for maps of another size, sharing what was prepared; empty
     * where it has to be prepared anew.
     *
     * @param shape differs in images, height, width and padding at most; supported
     * @param placement where the output goes; other than whole only for kernels that {@link
     *     ConvolutionKernel#places place}, and one that {@link Placement#fits fits}
     */
    default Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
        return Optional.empty();
    }

    /**
     * Computes. Allocates nothing; writes all that is placed; what it finds in the workspace, and
     * unless it is to add in the output, does not matter. The same bits for any number of threads.
     *
     * @param input in the kernel's input layout
     * @param output in the kernel's output layout, of the epilogue's shape
     * @param workspace at least {@link #workspaceFloats} for the team's threads
     */
    void run(float[] input, float[] output, float[] workspace, Team team);
}
