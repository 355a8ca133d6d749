package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.fcn8s.Fcn8s;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** A network and its weights, written as Caffe's files and read again, are the same. */
class WhatIsWrittenReadsBack {
    private static final Network EVERY_LAYER =
            Prototxt.parse(
                    "every layer",
                    """
                    name: "every"
                    layer { name: "in" type: "Input" top: "a" top: "b" input_param { shape { dim: 2 dim: 4 dim: 9 dim: 8 } } }
                    layer { name: "conv" type: "Convolution" bottom: "a" top: "c" convolution_param { num_output: 6 kernel_h: 3 kernel_w: 2 stride: 2 pad_h: 2 pad_w: 1 dilation: 2 dilation: 1 group: 2 } }
                    layer { name: "norm" type: "BatchNorm" bottom: "c" top: "c" batch_norm_param { eps: 0.01 } }
                    layer { name: "scale" type: "Scale" bottom: "c" top: "c" scale_param { bias_term: true } }
                    layer { name: "relu" type: "ReLU" bottom: "c" top: "c" relu_param { negative_slope: 0.1 } }
                    layer { name: "lrn" type: "LRN" bottom: "c" top: "l" lrn_param { local_size: 3 alpha: 0.5 beta: 0.7 k: 2 } }
                    layer { name: "tanh" type: "TanH" bottom: "l" top: "t" }
                    layer { name: "sigmoid" type: "Sigmoid" bottom: "c" top: "s" }
                    layer { name: "sum" type: "Eltwise" bottom: "t" bottom: "s" top: "e" eltwise_param { coeff: 1 coeff: -2 } }
                    layer { name: "split" type: "Split" bottom: "e" top: "e1" top: "e2" }
                    layer { name: "max" type: "Pooling" bottom: "e1" top: "m" pooling_param { kernel_size: 3 stride: 2 pad: 1 } }
                    layer { name: "all" type: "Pooling" bottom: "m" top: "g" pooling_param { pool: AVE global_pooling: true } }
                    layer { name: "up" type: "Deconvolution" bottom: "e2" top: "u" convolution_param { num_output: 3 kernel_size: 4 stride: 2 bias_term: false } }
                    layer { name: "crop" type: "Crop" bottom: "u" bottom: "b" top: "k" crop_param { axis: 2 offset: 1 offset: 0 } }
                    layer { name: "cat" type: "Concat" bottom: "k" bottom: "b" top: "v" }
                    layer { name: "drop" type: "Dropout" bottom: "g" top: "d" dropout_param { dropout_ratio: 0.25 } }
                    layer { name: "fc" type: "InnerProduct" bottom: "d" top: "f" inner_product_param { num_output: 5 bias_term: false } }
                    layer { name: "prob" type: "Softmax" bottom: "f" top: "p" }
                    """);

    @TempDir private Path folder;

    @Test
    void descriptions() {
        for (Network network : List.of(EVERY_LAYER, Fcn8s.network())) {
            assertThat(Prototxt.parse("written", PrototxtWriter.text(network))).isEqualTo(network);
        }
    }

    @Test
    void weights() throws Exception {
        Shapes shapes = Shapes.of(EVERY_LAYER);
        Weights given = new SyntheticWeights(shapes);
        Path file = folder.resolve("every.caffemodel");
        CaffemodelWriter.write(file, EVERY_LAYER, given);
        Weights read = Caffemodel.read(file, shapes);
        int blobs = 0;
        for (Shapes.Row row : shapes.rows()) {
            List<Tensor> expected = given.of(row.node().name());
            List<Tensor> found = read.of(row.node().name());
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
                assertThat(found.get(i).data()).containsExactly(expected.get(i).data());
                blobs++;
            }
        }
        assertThat(blobs).isGreaterThan(7);
    }
}
