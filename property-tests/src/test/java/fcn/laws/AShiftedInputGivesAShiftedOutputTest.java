package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What moves by one stride down and to the right in a convolution's input moves by one in its
 * output; in a transposed convolution's, what moves by one moves by one stride. The rows and
 * columns that would leave the input are zero.
 */
final class AShiftedInputGivesAShiftedOutputTest {
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void byOneStride(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "13")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Window window = trial.shape().window();
        boolean transposed = trial.shape().transposed();
        int down = transposed ? 1 : window.strideH();
        int right = transposed ? 1 : window.strideW();
        Operands any = Operands.integers(trial);
        Tensor shiftedInput = shifted(any.input(), down, right);
        Operands before = new Operands(shifted(shiftedInput, -down, -right), any.weights());
        Operands after = new Operands(shiftedInput, any.weights());
        int outputDown = transposed ? window.strideH() : 1;
        int outputRight = transposed ? window.strideW() : 1;

        Tensor found = PoisonedKernel.run(trial, after);

        Differences.assertWithin(
                shifted(found, -outputDown, -outputRight),
                inner(PoisonedKernel.run(trial, before), outputDown, outputRight),
                trial.rounding(before) + trial.rounding(after));
    }

    /** The map moved down and to the right, zeros behind it. */
    private static Tensor shifted(Tensor tensor, int down, int right) {
        Shape s = tensor.shape();
        Tensor moved = Tensor.zeros(s);
        for (int n = 0; n < s.n(); n++) {
            for (int c = 0; c < s.c(); c++) {
                for (int y = Math.max(0, down); y < s.h() + Math.min(0, down); y++) {
                    for (int x = Math.max(0, right); x < s.w() + Math.min(0, right); x++) {
                        moved.set(n, c, y, x, tensor.at(n, c, y - down, x - right));
                    }
                }
            }
        }
        return moved;
    }

    /** The map with zeros in its last rows and columns. */
    private static Tensor inner(Tensor tensor, int rows, int columns) {
        return shifted(shifted(tensor, rows, columns), -rows, -columns);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all(), AShiftedInputGivesAShiftedOutputTest::concerns)
                .map(Trial::bare);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll()
                .map(Trial::bare)
                .filter(AShiftedInputGivesAShiftedOutputTest::concerns);
    }

    /** Whether not all of the input is zero, nor all of the output beyond what is compared. */
    static boolean concerns(Trial trial) {
        ConvolutionShape s = trial.shape();
        Window window = s.window();
        return s.transposed()
                ? s.ih() > 1 && s.iw() > 1 && s.oh() > window.strideH() && s.ow() > window.strideW()
                : s.ih() > window.strideH()
                        && s.iw() > window.strideW()
                        && s.oh() > 1
                        && s.ow() > 1;
    }
}
