package fcn.reference.caffe;

import fcn.reference.Refusal;

import org.junit.jupiter.api.Test;

class AnUnknownLayerTypeIsNamed {
    private static final String KNOWN =
            "; the types known are BatchNorm, Concat, Convolution, Crop, Deconvolution, Dropout,"
                    + " Eltwise, InnerProduct, Input, LRN, Pooling, ReLU, Scale, Sigmoid, Softmax,"
                    + " Split, TanH";

    @Test
    void withItsLayer() {
        Refusal.of(() -> Prototxt.parse("n", "layer { name: \"p\" type: \"Prelu\" }"))
                .isEqualTo("n: layer 'p' is of type 'Prelu'" + KNOWN);
    }

    @Test
    void ratherThanItsParametersThatAreUnknownToo() {
        Refusal.of(
                        () ->
                                Prototxt.parse(
                                        "n",
                                        """
                                        layer {
                                          name: "s" type: "Slice"
                                          slice_param { axis: 1 slice_point: 2 }
                                        }
                                        """))
                .isEqualTo("n: layer 's' is of type 'Slice'" + KNOWN);
    }

    @Test
    void inLegacyDescriptions() {
        Refusal.of(() -> Prototxt.parse("n", "layers { name: \"s\" type: SLICE }"))
                .isEqualTo("n: layer 's' is of type 'SLICE'" + KNOWN);
    }

    @Test
    void whenThereIsNone() {
        Refusal.of(() -> Prototxt.parse("n", "layer { name: \"s\" }"))
                .isEqualTo("n: layer 's' is of no type" + KNOWN);
    }

    @Test
    void whenTheLayerHasNoName() {
        Refusal.of(() -> Prototxt.parse("n", "layer { type: \"ReLU\" top: \"x\" }"))
                .isEqualTo("n: a layer that makes 'x' has no name; give it one");
    }
}
