package fcn.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Layer;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.naive.Naive;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TheWalkWritesWhatTheReferenceWrites {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ic3oc64_ih500kh3ph100_iw334kw3pw100",
                "ic1oc1_ih8kh3sh2ph1dh1",
                "ic1oc1_ih17kh4sh3ph1_iw9kw2sw1pw0",
                "ic512oc4096_ih22kh7_iw17kw7",
                "deconv:ic21oc21_ih16kh4sh2_iw11kw4sw2",
                "deconv:ic21oc21_ih70kh16sh8_iw50kw16sw8",
                "deconv:ic1oc1_ih5kh3sh2ph1dh1",
                "deconv:ic1oc1_ih5kh2sh3"
            })
    void onAMiniatureOfTheSameWindow(String descriptor) {
        ConvolutionShape shape = ShapeDescriptor.parse(descriptor);
        ConvolutionShape mini = Miniature.of(shape);
        Walk walk = Walk.of(mini);
        Layer layer =
                mini.transposed()
                        ? new Deconvolution(1, mini.window(), 1, false)
                        : new Convolution(1, mini.window(), 1, false);
        Tensor out =
                Naive.forward(
                                layer,
                                List.of(tensor(mini.input(), walk.values())),
                                List.of(tensor(mini.weights(), walk.weights())))
                        .getFirst();
        assertThat(out.data()).containsExactly(floats(walk.output()));
        assertThat(mini.window().strideH()).isEqualTo(shape.window().strideH());
        assertThat(mini.window().kernelW()).isEqualTo(shape.window().kernelW());
        if (!shape.transposed()) {
            assertThat(leftover(mini)).isEqualTo(leftover(shape));
        }
        assertThat(walk.taps().size() * walk.taps().getFirst().size()).isLessThan(5000);
    }

    /** Rows at the end that the last window does not reach. */
    private static long leftover(ConvolutionShape shape) {
        return (shape.ih() + 2L * shape.window().padH() - shape.window().spanH())
                % shape.window().strideH();
    }

    private static Tensor tensor(Shape shape, List<Integer> values) {
        Tensor tensor = Tensor.zeros(shape);
        System.arraycopy(floats(values), 0, tensor.data(), 0, values.size());
        return tensor;
    }

    private static float[] floats(List<Integer> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
