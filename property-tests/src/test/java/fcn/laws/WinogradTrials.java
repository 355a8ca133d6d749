package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Tensor;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Small maps under every Winograd kernel of the catalogue. */
final class WinogradTrials {
    static final long SEED = 20261123;

    private WinogradTrials() {}

    /** The kernels that do convolutions of this size. */
    static List<Kernel> kernels(ConvolutionShape shape) {
        return Catalogue.of(false).stream()
                .filter(kernel -> kernel.name().startsWith("WINOGRAD"))
                .filter(kernel -> kernel.algorithm().unsupported(shape).isEmpty())
                .toList();
    }

    static ConvolutionShape shape(int images, int ic, int size, int oc, int kernel, int pad) {
        Window window = Window.square(kernel, 1, pad);
        return new ConvolutionShape(false, images, 1, ic, size, size, oc, window);
    }

    static Tensor run(Kernel kernel, ConvolutionShape shape, Tensor input, Tensor weights) {
        Trial trial = new Trial(kernel, shape, Epilogue.NONE, false, 1, SEED);
        return PoisonedKernel.run(trial, new Operands(input, List.of(weights)));
    }

    /** What inputs or weights are drawn from. */
    enum Values {
        /** Normal. */
        SIGNED,
        /** Normal, where it is below zero: zero; what a ReLU leaves. */
        RECTIFIED,
        /** Magnitudes of normals. */
        POSITIVE,
        /** A hundredth are thousands of times the others. */
        SPIKED;

        DoubleSupplier of(SplittableRandom random) {
            return switch (this) {
                case SIGNED -> random::nextGaussian;
                case RECTIFIED -> () -> Math.max(0, random.nextGaussian());
                case POSITIVE -> () -> Math.abs(random.nextGaussian());
                case SPIKED ->
                        () -> random.nextGaussian() * (random.nextInt(100) == 0 ? 10_000 : 1);
            };
        }
    }
}
