package fcn.reference.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.reference.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorsAreThoseOfOneDnn {
    @Test
    void withANameAndGroups() {
        assertThat(ShapeDescriptor.parse("g4ic20oc20_ih8oh4kh3sh2ph1_n\"name\""))
                .isEqualTo(
                        new ConvolutionShape(
                                false, 1, 4, 20, 8, 8, 20, new Window(3, 3, 2, 2, 1, 1, 1, 1)));
    }

    @Test
    void withWidthsAlone() {
        assertThat(ShapeDescriptor.parse("ic16iw10oc16ow8kw3"))
                .isEqualTo(
                        new ConvolutionShape(
                                false, 1, 1, 16, 1, 10, 16, new Window(1, 3, 1, 1, 0, 0, 1, 1)));
    }

    @Test
    void withDilationOneLessThanCaffes() {
        assertThat(ShapeDescriptor.parse("mb2_ic1ih9iw12oc1_kh3kw2_dh1dw3_ph2pw0").window())
                .isEqualTo(new Window(3, 2, 1, 1, 2, 0, 2, 4));
    }

    @Test
    void withKeysInAnyOrderAndTransposed() {
        ConvolutionShape shape =
                ShapeDescriptor.parse("deconv:sh8kh16_oh568ih70_ow408iw50oc21ic21");
        assertThat(shape)
                .isEqualTo(
                        new ConvolutionShape(
                                true, 1, 1, 21, 70, 50, 21, new Window(16, 16, 8, 8, 0, 0, 1, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ic3id7ih7iw7oc4od5oh5ow5kd3kh3kw3 | three dimensions (id7)
                    ic3ih8oc4oh4kh3sh2ph0             | uneven padding (an output of 4 stated, 3 follows)
                    ic3ih8oc4oh8kh3ph1_iw9ow8         | uneven padding (an output of 8 stated, 9 follows)
                    """)
    void andWhatIsNotDoneHereSaysSo(String descriptor, String reason) {
        assertThatThrownBy(() -> ShapeDescriptor.parse(descriptor))
                .isInstanceOf(ShapeDescriptor.UnsupportedShapeException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "conv3_2, unknown key 'conv'",
        "ic3ih8oc4, it lacks kh",
        "ic3oc4kh3, it lacks iw",
        "ih8oc4kh3, it lacks ic",
        "ic3ih8kh3, it lacks oc",
        "ic3ih8oc4kh3xx5, unknown key 'xx'",
        "ic3ih8oc4kh9, its output would be empty",
        "g2ic3ih8oc4kh3, 2 groups do not divide",
        "ic3ih8oc4kh3sh0, stride 0x0",
        "ic3ih8oc4kh0, kernel size 0x0",
        "ic9999999999ih8oc4kh3, is not a key and a number",
        "'', it lacks",
        "ic-3ih8oc4kh3, is not a key and a number"
    })
    void andWhatIsNoneIsRefused(String descriptor, String problem) {
        Refusal.of(() -> ShapeDescriptor.parse(descriptor))
                .contains("shape '" + descriptor + "'")
                .contains(problem);
    }
}
