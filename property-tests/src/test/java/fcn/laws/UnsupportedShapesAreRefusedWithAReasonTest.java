package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A kernel does what it says it does, and says why not in a few words. */
final class UnsupportedShapesAreRefusedWithAReasonTest {
    @Property(seed = "9")
    void aReasonIsAFewWords(
            @ForAll("kernels") Kernel kernel, @ForAll("shapes") ConvolutionShape s) {
        kernel.algorithm()
                .unsupported(s)
                .ifPresent(reason -> assertThat(reason).matches("\\S[^\\n]{2,80}"));
    }

    @Property(seed = "10")
    void theOtherKindIsRefused(
            @ForAll("kernels") Kernel kernel, @ForAll("shapes") ConvolutionShape shape) {
        if (shape.transposed() != Trial.transposed(kernel)) {
            assertThat(kernel.algorithm().unsupported(shape)).as("%s", shape).isPresent();
        }
    }

    @Example
    void everyKernelStoresPlainAndRectified() {
        assertThat(Catalogue.all())
                .allMatch(kernel -> kernel.algorithm().supports(Epilogue.NONE))
                .allMatch(kernel -> kernel.algorithm().supports(Epilogue.RELU));
    }

    @Example
    void everyNameIsFoundAndUnique() {
        assertThat(Catalogue.all())
                .allMatch(kernel -> Catalogue.find(kernel.name()).orElseThrow().equals(kernel));
    }

    @Provide
    Arbitrary<Kernel> kernels() {
        return Arbitraries.of(Catalogue.all());
    }

    @Provide
    Arbitrary<ConvolutionShape> shapes() {
        return Arbitraries.oneOf(GeneratedShapes.of(false), GeneratedShapes.of(true));
    }
}
