package fcn.reference.caffe;

import fcn.reference.Refusal;

import org.junit.jupiter.api.Test;

class EveryBlobIsMadeBeforeItIsRead {
    @Test
    void orTheDescriptionIsRefused() {
        Refusal.of(
                        () ->
                                Prototxt.parse(
                                        "net.prototxt",
                                        """
                                        input: "data" input_dim: 1 input_dim: 3
                                        input_dim: 8 input_dim: 8
                                        layer { name: "r" type: "ReLU" bottom: "dta" top: "r" }
                                        """))
                .isEqualTo(
                        "net.prototxt: layer 'r' reads blob 'dta', which no layer before it makes");
    }

    @Test
    void andNoTwoLayersShareAName() {
        Refusal.of(
                        () ->
                                Prototxt.parse(
                                        "net.prototxt",
                                        """
                                        input: "x" input_shape { dim: 1 }
                                        layer { name: "r" type: "ReLU" bottom: "x" top: "y" }
                                        layer { name: "r" type: "ReLU" bottom: "y" top: "z" }
                                        """))
                .isEqualTo("net.prototxt: two layers are named 'r'; rename one");
    }
}
