package fcn.goldens;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.naive.NaiveNetwork;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.Set;

/** Every blob within 1e-5 of its largest value, from V1 and from V2 weights. */
final class TheReferenceReproducesCaffeTest {
    @ParameterizedTest
    @MethodSource("fcn.goldens.Golden#all")
    void everyBlobAgrees(Golden golden) {
        Set<String> blobs = golden.blobs().keySet();

        Map<String, Tensor> found =
                NaiveNetwork.forward(golden.network(), golden.weights(), golden.inputs(), blobs);

        golden.assertWithin(1e-5, found, blobs);
    }

    @Test
    void noGoldenIsMissing() {
        assertThat(Golden.all())
                .map(Golden::name)
                .containsExactly(
                        "conv_variants/weights.caffemodel",
                        "deconv_variants/weights.caffemodel",
                        "fcn8s_narrow/weights.caffemodel",
                        "fcn8s_narrow/weights_v1.caffemodel",
                        "glue_variants/weights.caffemodel",
                        "pool_variants/weights.caffemodel");
    }
}
