package fcn.reference.fcn8s;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.Convolution;
import fcn.reference.layer.Deconvolution;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class FcnEightHasCaffesShapes {
    private static final Shapes SHAPES = Shapes.of(Fcn8s.network().resized(1, 500, 334));

    @ParameterizedTest
    @CsvSource({
        "conv1_1, 1x64x698x532",
        "pool1, 1x64x349x266",
        "pool3, 1x256x88x67",
        "pool5, 1x512x22x17",
        "fc6, 1x4096x16x11",
        "upscore2, 1x21x34x24",
        "upscore_pool4, 1x21x70x50",
        "upscore8, 1x21x568x408",
        "score, 1x21x500x334"
    })
    void onAnImageOf500x334(String layer, String shape) {
        assertThat(SHAPES.row(layer).outputs()).hasToString("[" + shape + "]");
    }

    @Test
    void andEighteenConvolutionsAndThreeTransposed() {
        Network network = Fcn8s.network();
        assertThat(network.nodes()).filteredOn(n -> n.layer() instanceof Convolution).hasSize(18);
        assertThat(network.nodes()).filteredOn(n -> n.layer() instanceof Deconvolution).hasSize(3);
        assertThat(network.inputs()).isEqualTo(Map.of("data", new Shape(1, 3, 500, 500)));
        assertThat(network.outputs()).containsExactly("score");
    }

    /** The size of the trained file, 537 MB, is that of its values. */
    @Test
    void andTheTrainedFilesNumberOfValues() {
        assertThat(SHAPES.parameters()).isEqualTo(134_489_759L);
    }
}
