package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.Refusal;

import org.junit.jupiter.api.Test;

class LegacyDescriptionsGiveTheSameNetwork {
    private static final String LEGACY =
            """
            name: "n"
            input: "data" input_dim: 2 input_dim: 3 input_dim: 20 input_dim: 30
            layers {
              name: "conv" type: CONVOLUTION bottom: "data" top: "conv"
              blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0
              convolution_param { num_output: 8 kernel_size: 3 pad: 100 stride: 2 }
            }
            layers { name: "relu" type: RELU bottom: "conv" top: "conv" relu_param { negative_slope: 0.5 } }
            layers { name: "norm" type: LRN bottom: "conv" top: "norm" lrn_param { local_size: 3 alpha: 2 } }
            layers { name: "pool" type: POOLING bottom: "norm" top: "pool" pooling_param { pool: AVE kernel_size: 2 stride: 2 } }
            layers { name: "up" type: DECONVOLUTION bottom: "pool" top: "up" convolution_param { num_output: 8 kernel_size: 4 stride: 2 bias_term: false } }
            layers { name: "drop" type: DROPOUT bottom: "up" top: "up" dropout_param { dropout_ratio: 0.25 } }
            layers { name: "split" type: SPLIT bottom: "up" top: "a" top: "b" }
            layers { name: "sum" type: ELTWISE bottom: "a" bottom: "b" top: "sum" eltwise_param { operation: PROD } }
            layers { name: "cat" type: CONCAT bottom: "sum" bottom: "a" top: "cat" concat_param { concat_dim: 0 } }
            layers { name: "tanh" type: TANH bottom: "cat" top: "tanh" }
            layers { name: "sigmoid" type: SIGMOID bottom: "tanh" top: "sigmoid" }
            layers { name: "fc" type: INNER_PRODUCT bottom: "sigmoid" top: "fc" inner_product_param { num_output: 5 } }
            layers { name: "prob" type: SOFTMAX bottom: "fc" top: "prob" }
            """;

    private static final String CURRENT =
            """
            name: "n"
            layer { name: "input" type: "Input" top: "data" input_param { shape { dim: 2 dim: 3 dim: 20 dim: 30 } } }
            layer {
              name: "conv" type: "Convolution" bottom: "data" top: "conv"
              param { lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 decay_mult: 0 }
              convolution_param { num_output: 8 kernel_size: 3 pad: 100 stride: 2 }
            }
            layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" relu_param { negative_slope: 0.5 } }
            layer { name: "norm" type: "LRN" bottom: "conv" top: "norm" lrn_param { local_size: 3 alpha: 2 } }
            layer { name: "pool" type: "Pooling" bottom: "norm" top: "pool" pooling_param { pool: AVE kernel_size: 2 stride: 2 } }
            layer { name: "up" type: "Deconvolution" bottom: "pool" top: "up" convolution_param { num_output: 8 kernel_size: 4 stride: 2 bias_term: false } }
            layer { name: "drop" type: "Dropout" bottom: "up" top: "up" dropout_param { dropout_ratio: 0.25 } }
            layer { name: "split" type: "Split" bottom: "up" top: "a" top: "b" }
            layer { name: "sum" type: "Eltwise" bottom: "a" bottom: "b" top: "sum" eltwise_param { operation: PROD } }
            layer { name: "cat" type: "Concat" bottom: "sum" bottom: "a" top: "cat" concat_param { axis: 0 } }
            layer { name: "tanh" type: "TanH" bottom: "cat" top: "tanh" }
            layer { name: "sigmoid" type: "Sigmoid" bottom: "tanh" top: "sigmoid" }
            layer { name: "fc" type: "InnerProduct" bottom: "sigmoid" top: "fc" inner_product_param { num_output: 5 } }
            layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" }
            """;

    @Test
    void layerByLayer() {
        assertThat(Prototxt.parse("legacy", LEGACY)).isEqualTo(Prototxt.parse("now", CURRENT));
    }

    @Test
    void butTheTwoFormsDoNotMix() {
        Refusal.of(
                        () ->
                                Prototxt.parse(
                                        "n",
                                        """
                                        layer { name: "a" type: "Input" }
                                        layers { name: "b" type: RELU }
                                        """))
                .isEqualTo("n: it mixes 'layer' and the legacy 'layers'; write all as 'layer'");
    }
}
