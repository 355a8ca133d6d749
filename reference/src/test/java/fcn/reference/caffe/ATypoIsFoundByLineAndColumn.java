package fcn.reference.caffe;

import fcn.reference.Refusal;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class ATypoIsFoundByLineAndColumn {
    @Test
    void inTheNameOfAField() {
        refusal("kernel_sise: 3")
                .isEqualTo(
                        "net.prototxt:6:11: unknown field 'kernel_sise' in ConvolutionParameter");
    }

    @Test
    void inTheNameOfAMessage() {
        Refusal.of(() -> Prototxt.parse("net.prototxt", "name: \"x\"\nlayr { name: \"a\" }"))
                .isEqualTo("net.prototxt:2:1: unknown field 'layr' in NetParameter");
    }

    @Test
    void inANumber() {
        refusal("kernel_size: three").startsWith("net.prototxt:6:").contains("three");
    }

    @Test
    void inASign() {
        refusal("pad: -1").startsWith("net.prototxt:6:").contains("-1");
    }

    @Test
    void inAnEnum() {
        Refusal.of(
                        () ->
                                Prototxt.parse(
                                        "net.prototxt",
                                        "layers {\n  name: \"a\"\n  type: CONVOLUTON\n}"))
                .startsWith("net.prototxt:3:9: ")
                .contains("CONVOLUTON");
    }

    @Test
    void inABraceLeftOpen() {
        Refusal.of(() -> Prototxt.parse("net.prototxt", "layer {\n  name: \"a\"\n"))
                .matches("net\\.prototxt:\\d+:\\d+: .+");
    }

    @Test
    void inAStringLeftOpen() {
        Refusal.of(() -> Prototxt.parse("net.prototxt", "layer {\n  name: \"a\n}\n"))
                .startsWith("net.prototxt:2:9: ");
    }

    @Test
    void inAFieldGivenTwice() {
        Refusal.of(() -> Prototxt.parse("net.prototxt", "name: \"a\"\nname: \"b\"\n"))
                .startsWith("net.prototxt:2:")
                .contains("name");
    }

    private static AbstractStringAssert<?> refusal(String parameter) {
        String text =
                """
                layer {
                  name: "a"
                  type: "Convolution"
                  convolution_param {
                    num_output: 1
                          %s
                  }
                }
                """
                        .formatted(parameter);
        return Refusal.of(() -> Prototxt.parse("net.prototxt", text));
    }
}
