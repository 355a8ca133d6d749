package fcn.kernels.convolution;

import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.WeightBlob;

import java.util.Optional;

/**
 * One way to compute a convolution or a transposed convolution. Stateless: what depends on a shape
 * or on weights is in what {@link #prepare} returns.
 */
public interface ConvolutionKernel {
    /** Why this kernel does not do a shape (a few words), or empty where it does. */
    Optional<String> unsupported(ConvolutionShape shape);

    /**
     * Whether it can store with this epilogue; {@link Epilogue#NONE} and {@link Epilogue#RELU} are
     * asked of all.
     */
    default boolean supports(Epilogue epilogue) {
        return !epilogue.pool();
    }

    /** Whether it can write into a part of a larger map, see {@link PreparedConvolution#on}. */
    default boolean places() {
        return cuts();
    }

    /**
     * Whether it can leave out what a {@link Placement} does not take of its output, and store in
     * each of the ways of {@link Placement.Store}.
     */
    default boolean cuts() {
        return false;
    }

    /** The layout of the input that it reads. */
    default Layout inputLayout() {
        return Layout.NCHW;
    }

    /** The layout of the output that it writes. */
    default Layout outputLayout() {
        return Layout.NCHW;
    }

    /**
     * How far an output may be from the exact one, as a share of the largest {@code |bias| + sum
     * |x||w|} over all outputs of the {@link ConvolutionShape#full} convolution: tiles round those
     * too that they drop. Derived from the accumulation length and, for Winograd, the transforms.
     */
    double errorBound(ConvolutionShape shape);

    /**
     * Whether small integers as inputs and weights give the exact result, bit for bit: true where
     * every operation is exact on them.
     */
    default boolean exactOnIntegers() {
        return true;
    }

    /**
     * Whether NaN and infinities of the input reach those outputs that the definition gives them
     * to, as what it makes of them, and no others. Where not, they may spread over a tile, or not
     * pass weights of zero. Finite weights are meant; and the channels that fill up the last block
     * may hold NaN then.
     */
    default boolean passesNonFinite() {
        return true;
    }

    /**
     * Multiplications and additions that this algorithm executes, transforms not counted; direct
     * convolution's where it saves none.
     */
    default long executedFlops(ConvolutionShape shape) {
        return shape.flops();
    }

    /**
     * Bytes that {@link #prepare} will keep, known without preparing: the weights and a bias, where
     * nothing else is said.
     */
    default long preparedBytes(ConvolutionShape shape) {
        return shape.weights().bytes() + (long) Float.BYTES * shape.oc();
    }

    /**
     * An upper estimate of the scratch memory in bytes that a run takes, known without preparing:
     * where nothing else is said, 64 MiB a thread, or 4 times all that a convolution by a matrix
     * product has to do with, where that is less.
     */
    default long workspaceBytes(ConvolutionShape shape, int threads) {
        long columns = shape.flops() / (2L * shape.oc()) * Float.BYTES;
        long maps = shape.input().bytes() + shape.output().bytes() + shape.weights().bytes();
        return Math.min((64L << 20) * threads, 4 * (columns + maps));
    }

    /**
     * Whether what {@link #prepare} returns reads the weights that it was given in each run, and
     * keeps nothing of its own of them.
     */
    default boolean streams() {
        return false;
    }

    /**
     * Does once what depends on shape and weights: transforms and packs them. Neither array is
     * kept, but for the weights by a kernel that {@link #streams}.
     *
     * @param shape one that is supported
     * @param epilogue one that is supported
     * @param weights of {@link ConvolutionShape#weights()}, in Caffe's order
     * @param bias one for each output channel, or null for none
     * @param team does the work; {@code run} may be given another of at most {@code team.threads()}
     *     threads
     */
    PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team);

    /**
     * The same with weights that it may read piece by piece, so that all of them need never be in
     * memory beside what becomes of them, or by a kernel that {@link #streams} not at all.
     */
    default PreparedConvolution prepare(
            ConvolutionShape shape,
            Epilogue epilogue,
            WeightBlob weights,
            float[] bias,
            Team team) {
        return prepare(shape, epilogue, weights.whole().data(), bias, team);
    }

    /** Bytes of weights as they are given that {@link #prepare} holds at once, at most. */
    default long givenBytes(ConvolutionShape shape, int threads) {
        return shape.weights().bytes();
    }
}
