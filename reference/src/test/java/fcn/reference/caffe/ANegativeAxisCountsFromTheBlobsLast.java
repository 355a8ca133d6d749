package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.Scale;
import fcn.reference.layer.Softmax;
import fcn.reference.network.Network;

import org.junit.jupiter.api.Test;

class ANegativeAxisCountsFromTheBlobsLast {
    private static final Network NETWORK =
            Prototxt.parse(
                    "n",
                    """
                    input: "image" input_shape { dim: 1 dim: 4 dim: 6 dim: 6 }
                    input: "vector" input_shape { dim: 4 }
                    layer { name: "map" type: "Softmax" bottom: "image" top: "map" softmax_param { axis: -1 } }
                    layer { name: "fc" type: "InnerProduct" bottom: "image" top: "fc" inner_product_param { num_output: 5 } }
                    layer { name: "relu" type: "ReLU" bottom: "fc" top: "fc" }
                    layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" softmax_param { axis: -1 } }
                    layer { name: "scale" type: "Scale" bottom: "image" bottom: "vector" top: "scale" scale_param { axis: 1 num_axes: 3 } }
                    """);

    @Test
    void whichIsTheFourthOfAFeatureMap() {
        assertThat(NETWORK.find("map").orElseThrow().layer()).isEqualTo(new Softmax(3));
    }

    @Test
    void andTheSecondOfAnInnerProduct() {
        assertThat(NETWORK.find("prob").orElseThrow().layer()).isEqualTo(new Softmax(1));
    }

    @Test
    void andTheAxesOfASecondBottomAreItsOwn() {
        assertThat(NETWORK.find("scale").orElseThrow().layer()).isEqualTo(new Scale(1, 1, false));
    }
}
