package fcn.peers;

import fcn.reference.caffe.Prototxt;
import fcn.reference.network.Network;

/** FCN-8s in small: its layer types, a pooling that overhangs, a skip, and its crops. */
final class SmallNetwork {
    private SmallNetwork() {}

    static Network network() {
        return Prototxt.parse(
                "small",
                """
                name: "small"
                layer { name: "input" type: "Input" top: "data"
                  input_param { shape { dim: 1 dim: 3 dim: 13 dim: 10 } } }
                layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
                  convolution_param { num_output: 16 kernel_size: 3 pad: 6 } }
                layer { name: "relu1" type: "ReLU" bottom: "conv1" top: "conv1" }
                layer { name: "pool1" type: "Pooling" bottom: "conv1" top: "pool1"
                  pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
                layer { name: "fc" type: "Convolution" bottom: "pool1" top: "fc"
                  convolution_param { num_output: 32 kernel_size: 5 } }
                layer { name: "relu2" type: "ReLU" bottom: "fc" top: "fc" }
                layer { name: "score_fr" type: "Convolution" bottom: "fc" top: "score_fr"
                  convolution_param { num_output: 5 kernel_size: 1 } }
                layer { name: "up" type: "Deconvolution" bottom: "score_fr" top: "up"
                  convolution_param { num_output: 5 kernel_size: 4 stride: 2 bias_term: false } }
                layer { name: "skip" type: "Convolution" bottom: "conv1" top: "skip"
                  convolution_param { num_output: 5 kernel_size: 1 } }
                layer { name: "skipc" type: "Crop" bottom: "skip" bottom: "up" top: "skipc"
                  crop_param { axis: 2 offset: 3 } }
                layer { name: "fuse" type: "Eltwise" bottom: "up" bottom: "skipc" top: "fuse"
                  eltwise_param { operation: SUM } }
                layer { name: "score" type: "Crop" bottom: "fuse" bottom: "data" top: "score"
                  crop_param { axis: 2 offset: 1 } }
                """);
    }
}
