package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A kernel on a shape that it supports, in one of the ways in which it may be asked to.
 *
 * @param seed of the numbers
 */
record Trial(
        Kernel kernel,
        ConvolutionShape shape,
        Epilogue epilogue,
        boolean bias,
        int threads,
        long seed) {
    /** Trials of all kernels of both catalogues. */
    static Arbitrary<Trial> ofAll() {
        return of(Catalogue.all());
    }

    /** Trials of these kernels, each as often. */
    static Arbitrary<Trial> of(List<Kernel> kernels) {
        return Arbitraries.of(kernels)
                .flatMap(kernel -> of(kernel, GeneratedShapes.of(transposed(kernel))));
    }

    /** The same, one in twelve on a large shape. */
    static Arbitrary<Trial> ofAllSomeLarge() {
        Arbitrary<Trial> large =
                Arbitraries.of(Catalogue.all())
                        .flatMap(kernel -> of(kernel, GeneratedShapes.large(transposed(kernel))));
        return Arbitraries.frequencyOf(Tuple.of(11, ofAll()), Tuple.of(1, large));
    }

    /** The trials of these kernels in which each pair of levels of two factors meets. */
    static Arbitrary<Trial> pairwise(List<Kernel> kernels) {
        return pairwise(kernels, trial -> true);
    }

    /** Those of them that a law concerns. */
    static Arbitrary<Trial> pairwise(List<Kernel> kernels, Predicate<Trial> concerns) {
        return Arbitraries.of(Pairwise.trials(kernels).stream().filter(concerns).toList());
    }

    /** These kernels on each of {@link LargeShapes} that they serve. */
    static Arbitrary<Trial> large(List<Kernel> kernels) {
        return Arbitraries.of(LargeShapes.trials(kernels));
    }

    private static Arbitrary<Trial> of(Kernel kernel, Arbitrary<ConvolutionShape> shapes) {
        List<Epilogue> epilogues =
                Arrays.stream(Epilogue.values()).filter(kernel.algorithm()::supports).toList();
        return Combinators.combine(
                        shapes.filter(shape -> kernel.algorithm().unsupported(shape).isEmpty()),
                        Arbitraries.of(epilogues),
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(1, 1_000_000))
                .as(
                        (shape, epilogue, bias, threads, seed) ->
                                new Trial(kernel, shape, epilogue, bias, threads, seed));
    }

    /** Whether the kernel stands in the catalogue of transposed convolution. */
    static boolean transposed(Kernel kernel) {
        return Catalogue.of(true).contains(kernel);
    }

    Trial withKernel(Kernel other) {
        return new Trial(other, shape, epilogue, bias, threads, seed);
    }

    Trial withShape(ConvolutionShape other) {
        return new Trial(kernel, other, epilogue, bias, threads, seed);
    }

    Trial withSeed(long other) {
        return new Trial(kernel, shape, epilogue, bias, threads, other);
    }

    /** Without bias, ReLU and pooling: the linear part alone. */
    Trial bare() {
        return new Trial(kernel, shape, Epilogue.NONE, false, threads, seed);
    }

    /** How far an output on integers may be off: not at all where the kernel is exact on them. */
    double rounding(Operands integers) {
        return kernel.algorithm().exactOnIntegers()
                ? 0
                : kernel.algorithm().errorBound(shape) * Definition.magnitude(shape, integers);
    }

    /** What reproduces it: {@code check KERNEL 'SHAPE'}. */
    @Override
    public String toString() {
        return "check %s '%s' (epilogue %s, %s bias, %d threads, seed %d)"
                .formatted(
                        kernel.name(), shape, epilogue, bias ? "with" : "without", threads, seed);
    }
}
