package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An image's result does not depend on the images beside it. */
final class ABatchEqualsItsImagesOneByOneTest {
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void eachImageHasTheSameBitsAlone(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "4")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        ConvolutionShape s = trial.shape();
        Operands batch = Operands.reals(trial);
        Trial single =
                trial.withShape(
                        new ConvolutionShape(
                                s.transposed(),
                                1,
                                s.group(),
                                s.ic(),
                                s.ih(),
                                s.iw(),
                                s.oc(),
                                s.window()));
        PoisonedKernel alone = new PoisonedKernel(single, batch);

        Tensor together = PoisonedKernel.run(trial, batch);

        for (int n = 0; n < s.n(); n++) {
            Tensor image = new Operands(together, batch.weights()).image(n);
            Differences.assertEqual(alone.run(batch.image(n), trial.threads()), image);
        }
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all(), trial -> trial.shape().n() > 1);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.ofAll().filter(trial -> trial.shape().n() > 1);
    }
}
