package fcn.reference.caffe;

import fcn.reference.Refusal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongParametersNameFileAndLayer {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
    Convolution   | convolution_param { num_output: 4 }                            | kernel size 0x0 must be at least 1x1
    Convolution   | convolution_param { kernel_size: 3 }                           | num_output must be given, and at least 1
    Convolution   | convolution_param { num_output: 4000000000 kernel_size: 3 }    | num_output 4000000000 is too large
    Convolution   | convolution_param { num_output: 4 kernel_size: 3 stride: 0 }   | stride 0x0 must be at least 1x1
    Convolution   | convolution_param { num_output: 4 kernel_size: 3 dilation: 0 } | dilation 0x0 must be at least 1x1
    Convolution   | convolution_param { num_output: 4 kernel_size: 3 group: 0 }    | group must be given, and at least 1
    Convolution   | convolution_param { num_output: 4 kernel_h: 3 }                | kernel size 3x0 must be at least 1x1
    Convolution   | convolution_param { num_output: 4 kernel_size: 3 kernel_h: 3 } | kernel is given twice, with and without _h and _w; give one
    Deconvolution | convolution_param { num_output: 4 kernel_size: [1, 2, 3] }     | 3 values of kernel; give 1, or 2 for h and w
    Convolution   | convolution_param { num_output: 4 kernel_size: 3 axis: 2 }     | axis 2 is not done here; only axis 1 is
    Pooling       | pooling_param { pool: MAX }                                    | kernel size 0x0 must be at least 1x1
    Pooling       | pooling_param { kernel_size: 2 pad: 2 }                        | pad 2x2 must be below the kernel size 2x2
    Pooling       | pooling_param { pool: STOCHASTIC kernel_size: 2 }              | pool STOCHASTIC is not done here; MAX and AVE are
    Pooling       | pooling_param { kernel_size: 2 round_mode: FLOOR }             | round_mode FLOOR is not done here; only CEIL is
    Pooling       | pooling_param { kernel_size: 2 global_pooling: true }          | a global pooling takes no kernel size; remove it
    Pooling       | pooling_param { stride: 2 global_pooling: true }               | a global pooling takes stride 1 and pad 0 only
    LRN           | lrn_param { local_size: 4 }                                    | local_size 4 must be odd and positive
    Softmax       | softmax_param { axis: 4 }                                      | axis 4 does not exist in a blob of 4 axes
    Concat        | concat_param { axis: 1 concat_dim: 1 }                         | axis and concat_dim are the same; give one
    Eltwise       | eltwise_param { operation: MAX coeff: 2 }                      | coefficients go with SUM only
    BatchNorm     | batch_norm_param { use_global_stats: false }                   | use_global_stats: false is for training; leave it out to run the network
    Crop          | crop_param { axis: 2 offset: 1 offset: 2 offset: 3 }           | 3 crop offsets for the 2 axes from 2
    Input         | input_param { shape { dim: 1 dim: 0 } }                        | dim 0; give at least 1
    Input         | input_param { shape { dim: [1, 2, 3, 4, 5] } }                 | shape of 5 dims; give 1 to 4
    Input         | input_param { }                                                | 0 shapes for 1 tops; give one, or one for each
    InnerProduct  | inner_product_param { num_output: 3 axis: 2 }                  | axis 2 is not done here; only axis 1 is
    """)
    void andSayWhatIsWrong(String type, String parameters, String problem) {
        String text =
                """
                layer { name: "data" type: "Input" top: "data" input_param { shape { dim: [1, 4, 9, 9] } } }
                layer { name: "it" type: "%s" bottom: "data" top: "it" %s }
                """
                        .formatted(type, parameters);
        Refusal.of(() -> Prototxt.parse("net.prototxt", text))
                .isEqualTo("net.prototxt: layer 'it' (" + type + "): " + problem);
    }
}
