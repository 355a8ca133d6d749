package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Lrn;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Window;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class ParametersHaveCaffesDefaults {
    static List<Arguments> layers() {
        return List.of(
                layer(
                        "type: 'Convolution' convolution_param { num_output: 4 kernel_size: 3 }",
                        new Convolution(4, Window.square(3, 1, 0), 1, true)),
                layer(
                        "type: 'Deconvolution' convolution_param { num_output: 4 kernel_size: 3 }",
                        new Deconvolution(4, Window.square(3, 1, 0), 1, true)),
                layer(
                        "type: 'Convolution' convolution_param { num_output: 4 group: 2"
                                + " bias_term: false kernel_h: 5 kernel_w: 3 stride_h: 1"
                                + " stride_w: 2 pad_w: 3 dilation: 2 weight_filler { type: 'msra' }"
                                + " engine: CUDNN }",
                        new Convolution(4, new Window(5, 3, 1, 2, 0, 3, 2, 2), 2, false)),
                layer(
                        "type: 'Convolution' convolution_param { num_output: 4 axis: -3"
                                + " kernel_size: 5 kernel_size: 3 stride: 2 stride: 1 pad: 0"
                                + " pad: 1 dilation: 1 dilation: 3 }",
                        new Convolution(4, new Window(5, 3, 2, 1, 0, 1, 1, 3), 1, true)),
                layer(
                        "type: 'Pooling' pooling_param { kernel_size: 3 }",
                        new Pooling(Pooling.Method.MAX, Window.square(3, 1, 0), false)),
                layer(
                        "type: 'Pooling' pooling_param { pool: AVE kernel_h: 3 kernel_w: 2"
                                + " stride_h: 2 stride_w: 1 pad_h: 1 pad_w: 0 }",
                        new Pooling(Pooling.Method.AVE, new Window(3, 2, 2, 1, 1, 0, 1, 1), false)),
                layer(
                        "type: 'Pooling' pooling_param { pool: AVE global_pooling: true }",
                        new Pooling(Pooling.Method.AVE, Window.square(1, 1, 0), true)),
                layer("type: 'ReLU'", new Relu(0)),
                layer("type: 'Dropout'", new Dropout(0.5f)),
                layer("type: 'Eltwise'", new Eltwise(Eltwise.Operation.SUM, List.of())),
                layer("type: 'Concat'", new Concat(1)),
                layer("type: 'Crop'", new Crop(2, List.of())),
                layer("type: 'Scale'", new Scale(1, 1, false)),
                layer("type: 'BatchNorm'", new BatchNorm(1e-5f)),
                layer("type: 'Softmax'", new Softmax(1)),
                layer("type: 'Softmax' softmax_param { axis: -1 }", new Softmax(3)),
                layer("type: 'LRN'", new Lrn(5, 1, 0.75f, 1, Lrn.Region.ACROSS_CHANNELS)),
                layer(
                        "type: 'InnerProduct' inner_product_param { num_output: 9 }",
                        new InnerProduct(9, true, false)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whereTheDescriptionSaysNothing(String description, Layer expected) {
        String text =
                "input: 'x' input_dim: [1, 4, 9, 9] layer { name: 'it' bottom: 'x' top: 'y' "
                        + description
                        + " }";
        assertThat(Prototxt.parse("n", text).find("it").orElseThrow().layer()).isEqualTo(expected);
    }

    private static Arguments layer(String description, Layer expected) {
        return Arguments.of(description, expected);
    }
}
