package fcn.laws;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Small shapes that reach the tails: odd channels, rows and columns around every block and vector,
 * images smaller than the kernel, strides and paddings larger than it, and what each family of
 * algorithms is made for.
 */
final class GeneratedShapes {
    /** Milliseconds for the reference. */
    private static final long MOST_FLOPS = 4_000_000;

    private GeneratedShapes() {}

    /** Along H or W. */
    private record Axis(int in, int kernel, int stride, int pad, int dilation) {
        boolean fits(boolean transposed) {
            Window window = new Window(kernel, 1, stride, 1, pad, 0, dilation, 1);
            return (transposed ? window.transposedH(in) : window.convolvedH(in)) > 0;
        }
    }

    private record Channels(int group, int in, int out) {}

    static Arbitrary<ConvolutionShape> of(boolean transposed) {
        return (transposed ? transposed() : convolutions()).filter(s -> s.flops() <= MOST_FLOPS);
    }

    /** Few, but so deep or so wide that every kernel has to cut them into several blocks. */
    static Arbitrary<ConvolutionShape> large(boolean transposed) {
        Arbitrary<Axis> map = axis(range(50, 70), range(3, 3), range(1, 1), range(0, 1));
        Arbitrary<Axis> sevens = axis(range(50, 70), range(7, 7), range(1, 1), range(0, 3));
        Arbitrary<Axis> fives = axis(range(50, 70), range(5, 5), range(1, 1), range(0, 2));
        Arbitrary<Axis> ones = axis(range(17, 30), range(1, 1), range(1, 1), range(0, 0));
        Arbitrary<Axis> row = axis(range(1, 1), range(3, 3), range(1, 1), range(1, 1));
        Arbitrary<Axis> columns = axis(range(1160, 1200), range(3, 3), range(1, 1), range(0, 1));
        Arbitrary<Axis> upsampled = axis(range(17, 24), range(16, 16), range(8, 8), range(0, 4));
        return transposed
                ? shapes(true, channels(1, 2, 1, 2), upsampled, upsampled)
                : Arbitraries.oneOf(
                        shapes(false, channels(1, 2, 1, 2), map, map),
                        shapes(false, channels(1, 2, 1, 2), sevens, sevens),
                        shapes(false, channels(1, 2, 1, 2), fives, fives),
                        shapes(false, channels(1, 70, 1, 70), ones, ones),
                        shapes(false, channels(920, 960, 1, 2), row, columns));
    }

    private static Arbitrary<ConvolutionShape> convolutions() {
        Arbitrary<Axis> any = anyAxis(false);
        Arbitrary<Axis> threes = axis(range(1, 15), range(3, 3), range(1, 1), range(0, 2));
        Arbitrary<Axis> fives = axis(range(1, 15), range(5, 5), range(1, 1), range(0, 3));
        Arbitrary<Axis> sevens = axis(range(1, 15), range(7, 7), range(1, 1), range(0, 4));
        Arbitrary<Axis> fewFives = axis(range(1, 5), range(5, 5), range(1, 1), range(2, 3));
        Arbitrary<Axis> fewSevens = axis(range(1, 4), range(7, 7), range(1, 1), range(3, 4));
        Arbitrary<Axis> ones = axis(range(1, 9), range(1, 1), range(1, 1), range(0, 0));
        Arbitrary<Axis> sparse = axis(range(1, 12), range(1, 2), range(3, 5), range(0, 4));
        Arbitrary<Axis> small = axis(range(1, 3), range(3, 5), range(1, 2), range(1, 6));
        Arbitrary<Axis> wide = axis(range(14, 70), range(1, 5), range(1, 2), range(0, 3));
        Arbitrary<Axis> pixels = axis(range(1, 5), range(1, 3), range(1, 1), range(0, 1));
        return Arbitraries.frequencyOf(
                Tuple.of(4, shapes(false, grouped(), any, any)),
                Tuple.of(3, shapes(false, channels(1, 20, 1, 20), threes, threes)),
                Tuple.of(2, shapes(false, channels(14, 70, 14, 70), threes, pixels3())),
                Tuple.of(2, shapes(false, channels(59, 64, 59, 64), threes, pixels3())),
                Tuple.of(1, shapes(false, channels(59, 64, 59, 64), fewFives, fewFives)),
                Tuple.of(1, shapes(false, channels(59, 64, 59, 64), fewSevens, fewSevens)),
                Tuple.of(2, shapes(false, channels(1, 35, 1, 20), fives, fives)),
                Tuple.of(2, shapes(false, channels(1, 35, 1, 20), sevens, sevens)),
                Tuple.of(2, shapes(false, channels(1, 70, 1, 70), ones, ones)),
                Tuple.of(1, shapes(false, grouped(), sparse, sparse)),
                Tuple.of(1, shapes(false, grouped(), small, small)),
                Tuple.of(1, shapes(false, channels(1, 18, 1, 18), pixels, wide)),
                Tuple.of(1, shapes(false, wholeBlocks(), any, any)),
                Tuple.of(2, shapes(false, depthwise(), any, any)),
                Tuple.of(1, shapes(false, depthwise(), pixels, wide)),
                Tuple.of(1, shapes(false, channels(1, 3, 1, 20), wide, wide)),
                Tuple.of(1, shapes(false, channels(80, 300, 1, 140), pixels, pixels)));
    }

    private static Arbitrary<ConvolutionShape> transposed() {
        Arbitrary<Axis> any = anyAxis(true);
        Arbitrary<Axis> doubled =
                range(1, 8)
                        .flatMap(
                                s ->
                                        axis(
                                                range(1, 6),
                                                range(2 * s, 2 * s),
                                                range(s, s),
                                                range(0, s / 2)));
        Arbitrary<Axis> gaps = axis(range(1, 6), range(1, 2), range(3, 5), range(0, 2));
        Arbitrary<Axis> wide = axis(range(14, 40), range(2, 5), range(1, 2), range(0, 2));
        Arbitrary<Axis> threes = axis(range(1, 15), range(3, 3), range(1, 1), range(0, 1));
        Arbitrary<Axis> fives = axis(range(1, 9), range(5, 5), range(1, 1), range(0, 4));
        Arbitrary<Axis> sevens = axis(range(1, 9), range(7, 7), range(1, 1), range(0, 6));
        Arbitrary<Axis> ones = axis(range(1, 9), range(1, 1), range(1, 1), range(0, 0));
        return Arbitraries.frequencyOf(
                Tuple.of(4, shapes(true, grouped(), any, any)),
                Tuple.of(3, shapes(true, channels(1, 22, 1, 22), doubled, doubled)),
                Tuple.of(1, shapes(true, grouped(), gaps, gaps)),
                Tuple.of(1, shapes(true, channels(1, 18, 1, 18), any, wide)),
                Tuple.of(1, shapes(true, channels(1, 18, 1, 18), threes, threes)),
                Tuple.of(1, shapes(true, channels(1, 18, 1, 18), fives, fives)),
                Tuple.of(1, shapes(true, channels(1, 18, 1, 18), sevens, sevens)),
                Tuple.of(1, shapes(true, channels(14, 70, 14, 70), threes, pixels3())),
                Tuple.of(1, shapes(true, channels(1, 70, 1, 70), ones, ones)),
                Tuple.of(1, shapes(true, wholeBlocks(), any, any)),
                Tuple.of(1, shapes(true, depthwise(), any, any)));
    }

    private static Arbitrary<ConvolutionShape> shapes(
            boolean transposed,
            Arbitrary<Channels> channels,
            Arbitrary<Axis> rows,
            Arbitrary<Axis> columns) {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(1, 2), Tuple.of(1, 3)),
                        channels,
                        rows.filter(axis -> axis.fits(transposed)),
                        columns.filter(axis -> axis.fits(transposed)))
                .as(
                        (n, c, h, w) ->
                                new ConvolutionShape(
                                        transposed,
                                        n,
                                        c.group,
                                        c.group * c.in,
                                        h.in,
                                        w.in,
                                        c.group * c.out,
                                        new Window(
                                                h.kernel,
                                                w.kernel,
                                                h.stride,
                                                w.stride,
                                                h.pad,
                                                w.pad,
                                                h.dilation,
                                                w.dilation)));
    }

    private static Arbitrary<Axis> anyAxis(boolean transposed) {
        return Combinators.combine(range(1, 13), range(1, 5), range(1, 4), range(0, 6), range(1, 3))
                .as(Axis::new)
                .filter(axis -> axis.fits(transposed));
    }

    private static Arbitrary<Axis> axis(
            Arbitrary<Integer> in,
            Arbitrary<Integer> kernel,
            Arbitrary<Integer> stride,
            Arbitrary<Integer> pad) {
        return Combinators.combine(in, kernel, stride, pad)
                .as((i, k, s, p) -> new Axis(i, k, s, p, 1));
    }

    /** A few pixels under a dense kernel of 3. */
    private static Arbitrary<Axis> pixels3() {
        return axis(range(1, 8), range(3, 3), range(1, 1), range(1, 1));
    }

    private static Arbitrary<Channels> grouped() {
        return Combinators.combine(range(1, 4), range(1, 9), range(1, 9)).as(Channels::new);
    }

    /** Groups of one or two blocks of 16 channels. */
    private static Arbitrary<Channels> wholeBlocks() {
        return Combinators.combine(range(2, 3), range(1, 2), range(1, 2))
                .as((group, in, out) -> new Channels(group, 16 * in, 16 * out));
    }

    /** A group for each channel. */
    private static Arbitrary<Channels> depthwise() {
        return range(2, 35).map(group -> new Channels(group, 1, 1));
    }

    private static Arbitrary<Channels> channels(
            int leastIn, int mostIn, int leastOut, int mostOut) {
        return Combinators.combine(range(leastIn, mostIn), range(leastOut, mostOut))
                .as((in, out) -> new Channels(1, in, out));
    }

    private static Arbitrary<Integer> range(int least, int most) {
        return Arbitraries.integers()
                .between(least, most)
                .withDistribution(RandomDistribution.uniform());
    }
}
