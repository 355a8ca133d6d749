package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.Refusal;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;

import java.util.Map;

class InputsMayStandAtTheTop {
    @Test
    void withFourDimensionsEach() {
        String text =
                """
                input: "a" input_dim: 1 input_dim: 3 input_dim: 5 input_dim: 7
                input: "b" input_dim: 2 input_dim: 4 input_dim: 6 input_dim: 8
                """;
        assertThat(Prototxt.parse("n", text).inputs())
                .isEqualTo(Map.of("a", new Shape(1, 3, 5, 7), "b", new Shape(2, 4, 6, 8)));
    }

    @Test
    void withAShapeEach() {
        String text =
                """
                input: "a" input_shape { dim: 1 dim: 3 dim: 5 dim: 7 }
                input: "b" input_shape { dim: 2 dim: 4 }
                """;
        assertThat(Prototxt.parse("n", text).inputs())
                .isEqualTo(Map.of("a", new Shape(1, 3, 5, 7), "b", new Shape(2, 4, 1, 1)));
    }

    @Test
    void andOneShapeOfALayerServesAllItsTops() {
        String text =
                """
                layer {
                  name: "in" type: "Input" top: "a" top: "b"
                  input_param { shape { dim: 1 dim: 2 dim: 3 dim: 4 } }
                }
                """;
        Shape shape = new Shape(1, 2, 3, 4);
        assertThat(Prototxt.parse("n", text).inputs()).isEqualTo(Map.of("a", shape, "b", shape));
    }

    @Test
    void butNeverWithoutAShape() {
        Refusal.of(() -> Prototxt.parse("n", "input: \"a\" input_dim: 1 input_dim: 3"))
                .isEqualTo(
                        "n: 1 'input' need as many 'input_shape', or 4 'input_dim' each;"
                                + " it has 0 and 2");
    }
}
