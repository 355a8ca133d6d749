package fcn.reference.network;

import fcn.reference.Refusal;
import fcn.reference.caffe.Prototxt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersThatDoNotFitAreNamed {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    type: 'Convolution' bottom: 'a' convolution_param { num_output: 4 kernel_size: 9 }           | (Convolution) on [1x4x6x6]: its output would be empty: -2 rows, -2 columns
                    type: 'Convolution' bottom: 'a' convolution_param { num_output: 4 kernel_size: 3 group: 3 }  | (Convolution) on [1x4x6x6]: 3 groups do not divide 4 input and 4 output channels
                    type: 'Convolution' bottom: 'a' bottom: 'b' convolution_param { num_output: 1 kernel_size: 1 } | (Convolution) on [1x4x6x6, 1x4x3x3]: it takes 1 bottom, not 2
                    type: 'Eltwise' bottom: 'a' bottom: 'b'                                                      | (Eltwise) on [1x4x6x6, 1x4x3x3]: its bottoms differ in shape: 1x4x6x6 and 1x4x3x3
                    type: 'Eltwise' bottom: 'a' bottom: 'a' eltwise_param { coeff: 1 }                           | (Eltwise) on [1x4x6x6, 1x4x6x6]: 1 coefficients for 2 bottoms
                    type: 'Crop' bottom: 'a' bottom: 'b' crop_param { offset: 4 }                                | (Crop) on [1x4x6x6, 1x4x3x3]: it cuts 3 at offset 4 out of 6 along axis 2
                    type: 'Concat' bottom: 'a' bottom: 'b'                                                       | (Concat) on [1x4x6x6, 1x4x3x3]: its bottoms differ beside axis 1: 1x4x6x6 and 1x4x3x3
                    type: 'InnerProduct' bottom: 'large' inner_product_param { num_output: 2 } | (InnerProduct) on [1x9x50000x50000]: its sizes are too large
                    type: 'ReLU'                                                                                 | (ReLU) on []: it takes 1 bottom, not 0
                    """)
    void withWhatTheyWereGiven(String layer, String problem) {
        Network network =
                Prototxt.parse(
                        "n",
                        """
                        input: 'a' input_dim: [1, 4, 6, 6]
                        input: 'b' input_dim: [1, 4, 3, 3]
                        input: 'large' input_dim: [1, 9, 50000, 50000]
                        layer { name: 'it' top: 'it' %s }
                        """
                                .formatted(layer));
        Refusal.of(() -> Shapes.of(network)).isEqualTo("layer 'it' " + problem);
    }
}
