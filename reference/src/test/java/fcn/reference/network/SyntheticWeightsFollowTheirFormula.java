package fcn.reference.network;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.caffe.Prototxt;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The values were computed by another program from the formula, not by this one. */
class SyntheticWeightsFollowTheirFormula {
    private static final Weights WEIGHTS =
            new SyntheticWeights(
                    Shapes.of(
                            Prototxt.parse(
                                    "n",
                                    """
                                    input: "data" input_dim: [1, 3, 8, 8]
                                    layer { name: "conv1_1" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 64 kernel_size: 3 } }
                                    layer { name: "relu" type: "ReLU" bottom: "c" top: "c" }
                                    layer { name: "Größe" type: "Convolution" bottom: "data" top: "d" convolution_param { num_output: 4 kernel_size: 1 } }
                                    layer { name: "up" type: "Deconvolution" bottom: "data" top: "u" convolution_param { num_output: 2 kernel_h: 4 kernel_w: 3 } }
                                    layer { name: "wide" type: "Convolution" bottom: "data" top: "w" convolution_param { num_output: 9000 kernel_size: 7 } }
                                    layer { name: "groups" type: "Deconvolution" bottom: "data" top: "g" convolution_param { num_output: 3 group: 3 kernel_size: 16 bias_term: false } }
                                    """)));

    @Test
    void inTheWeightsOfAConvolution() {
        Tensor tensor = WEIGHTS.of("conv1_1").getFirst();
        assertThat(tensor.shape()).isEqualTo(new Shape(64, 3, 3, 3));
        assertThat(tensor.data()[0]).isEqualTo((float) -0.17237353324890137);
        assertThat(tensor.data()[1]).isEqualTo((float) 0.210904061794281);
        assertThat(tensor.data()[1727]).isEqualTo((float) -0.0004405750660225749);
    }

    @Test
    void inAnyPieceOfThem() {
        float[] piece = new float[2];
        WEIGHTS.blobs("conv1_1").getFirst().read(1726, 2, piece, 0);
        assertThat(piece[1]).isEqualTo((float) -0.0004405750660225749);
    }

    @Test
    void inAFileOfThem() {
        WeightBlob blob = WEIGHTS.blobs("wide").getFirst();
        WeightBlob stored = blob.stored();
        assertThat(stored.shape()).isEqualTo(blob.shape());
        assertThat(stored.whole().data()).isEqualTo(blob.whole().data());
        int last = (int) blob.shape().count() - 1;
        float[] piece = new float[3];
        stored.read(last - 1, 2, piece, 1);
        assertThat(piece[2]).isEqualTo(blob.whole().data()[last]).isNotZero();
        assertThat(stored.stored()).isSameAs(stored);
    }

    @Test
    void inItsBias() {
        float[] bias = WEIGHTS.of("conv1_1").get(1).data();
        assertThat(bias).hasSize(64);
        assertThat(bias[0]).isEqualTo((float) -0.011749732308089733);
        assertThat(bias[63]).isEqualTo((float) 0.054551493376493454);
    }

    @Test
    void seededByTheNameInUtf8() {
        assertThat(WEIGHTS.of("Größe").getFirst().data()[5]).isEqualTo((float) 0.5905523896217346);
    }

    @Test
    void bilinearWhereChannelsAreEqualAndZeroElsewhere() {
        Tensor up = WEIGHTS.of("up").getFirst();
        float[] rows = {0.25f, 0.75f, 0.75f, 0.25f};
        float[] columns = {0.5f, 1, 0.5f};
        assertThat(up.shape()).isEqualTo(new Shape(3, 2, 4, 3));
        for (int i = 0; i < 3; i++) {
            for (int o = 0; o < 2; o++) {
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 3; x++) {
                        assertThat(up.at(i, o, y, x)).isEqualTo(i == o ? rows[y] * columns[x] : 0);
                    }
                }
            }
        }
    }

    @Test
    void bilinearInEachGroup() {
        Tensor groups = WEIGHTS.of("groups").getFirst();
        assertThat(groups.shape()).isEqualTo(new Shape(3, 1, 16, 16));
        for (int i = 0; i < 3; i++) {
            assertThat(groups.at(i, 0, 0, 0)).isEqualTo(0.0625f * 0.0625f);
            assertThat(groups.at(i, 0, 7, 8)).isEqualTo(0.9375f * 0.9375f);
        }
    }

    @Test
    void andThereAreNoneWithoutLearnedBlobs() {
        assertThat(WEIGHTS.of("relu")).isEqualTo(List.of());
    }
}
