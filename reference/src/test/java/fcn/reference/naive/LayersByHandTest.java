package fcn.reference.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fcn.reference.BadInputException;
import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Lrn;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.layer.Sigmoid;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Split;
import fcn.reference.layer.Tanh;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Each layer on an input so small that a person can work out the output. */
final class LayersByHandTest {
    private static final Tensor SQUARE = tensor(1, 1, 2, 2, 1, 2, 3, 4);

    @Test
    void convolution() {
        Layer layer = new Convolution(1, Window.square(2, 1, 1), 1, true);
        Tensor weight = tensor(1, 1, 2, 2, 1, 10, 100, 1000);
        Tensor bias = tensor(1, 1, 1, 1, 0.5f);

        Tensor out = only(layer, List.of(SQUARE), List.of(weight, bias));

        assertThat(out.data())
                .containsExactly(
                        1000.5f, 2100.5f, 200.5f, 3010.5f, 4321.5f, 402.5f, 30.5f, 43.5f, 4.5f);
    }

    @Test
    void deconvolution() {
        Layer layer = new Deconvolution(1, new Window(1, 3, 2, 2, 0, 1, 1, 1), 1, false);
        Tensor weight = tensor(1, 1, 1, 3, 1, 10, 100);

        Tensor out = only(layer, List.of(SQUARE), List.of(weight));

        assertThat(out.shape()).hasToString("1x1x3x3");
        assertThat(out.data()).containsExactly(10, 102, 20, 0, 0, 0, 30, 304, 40);
    }

    @Test
    void groupsDoNotSeeEachOther() {
        Tensor in = tensor(1, 2, 1, 1, 3, 5);
        Tensor weights = tensor(2, 1, 1, 1, 7, 11);
        Window window = Window.square(1, 1, 0);

        assertThat(only(new Convolution(2, window, 2, false), List.of(in), List.of(weights)).data())
                .containsExactly(21, 55);
        assertThat(
                        only(new Deconvolution(2, window, 2, false), List.of(in), List.of(weights))
                                .data())
                .containsExactly(21, 55);
    }

    @Test
    void anAverageCountsThePaddingInItsDivisor() {
        Window window = Window.square(2, 2, 1);

        assertThat(only(new Pooling(Pooling.Method.AVE, window, false), SQUARE).data())
                .containsExactly(0.25f, 0.5f, 0.75f, 1);
        assertThat(only(new Pooling(Pooling.Method.MAX, window, false), SQUARE).data())
                .containsExactly(1, 2, 3, 4);
        assertThat(only(new Pooling(Pooling.Method.AVE, window, true), SQUARE).data())
                .containsExactly(2.5f);
    }

    @Test
    void anAverageOverTheEdgeIsDividedByWhatIsLeftOfItsWindow() {
        Tensor row = tensor(1, 1, 1, 3, 1, 2, 6);
        Window window = new Window(1, 2, 1, 2, 0, 0, 1, 1);

        assertThat(only(new Pooling(Pooling.Method.AVE, window, false), row).data())
                .containsExactly(1.5f, 6);
    }

    @Test
    void batchNormDividesItsStatisticsByTheStoredFactor() {
        Tensor in = tensor(1, 2, 1, 1, 5, 7);
        List<Tensor> weights = List.of(vector(2, 4), vector(6, 30), vector(2));

        Tensor out = only(new BatchNorm(1), List.of(in), weights);

        assertThat(out.data()).containsExactly(2, 1.25f);
    }

    @Test
    void scaleTakesItsFactorFromTheWeightsOrTheSecondInput() {
        Tensor in = tensor(1, 2, 1, 2, 1, 2, 3, 4);
        Tensor gamma = tensor(2, 1, 1, 1, 10, 100);

        assertThat(
                        only(
                                        new Scale(1, 1, true),
                                        List.of(in),
                                        List.of(vector(10, 100), vector(1, 2)))
                                .data())
                .containsExactly(11, 21, 302, 402);
        assertThat(only(new Scale(1, 1, false), List.of(in, gamma), List.of()).data())
                .containsExactly(10, 20, 300, 400);
    }

    @Test
    void innerProductAndItsTranspose() {
        Tensor in = tensor(2, 1, 1, 2, 1, 2, 3, 4);
        Tensor rows = tensor(1, 1, 3, 2, 1, 10, 2, 20, 3, 30);
        Tensor columns = tensor(1, 1, 2, 3, 1, 2, 3, 10, 20, 30);

        assertThat(only(new InnerProduct(3, false, false), List.of(in), List.of(rows)).data())
                .containsExactly(21, 42, 63, 43, 86, 129);
        assertThat(
                        only(
                                        new InnerProduct(3, true, true),
                                        List.of(in),
                                        List.of(columns, vector(1, 2, 3)))
                                .data())
                .containsExactly(22, 44, 66, 44, 88, 132);
    }

    @Test
    void normalisationAcrossAndWithinChannels() {
        Tensor in = tensor(1, 3, 1, 1, 1, 2, 3);
        Tensor across = only(new Lrn(3, 3, 1, 2, Lrn.Region.ACROSS_CHANNELS), in);
        assertThat(across.data()).containsExactly(1 / 7f, 2 / 16f, 3 / 15f);

        Tensor within = only(new Lrn(3, 9, 1, 2, Lrn.Region.WITHIN_CHANNEL), SQUARE);
        assertThat(within.data()).containsExactly(1 / 31f, 2 / 31f, 3 / 31f, 4 / 31f);
    }

    @Test
    void valueByValue() {
        Tensor in = tensor(1, 1, 1, 2, -2, 1);

        assertThat(only(new Relu(0.25f), in).data()).containsExactly(-0.5f, 1);
        assertThat(only(new Sigmoid(), in).data()[1]).isCloseTo(0.7310586f, within(1e-7f));
        assertThat(only(new Tanh(), in).data()[0]).isCloseTo(-0.9640276f, within(1e-7f));
        assertThat(only(new Dropout(0.5f), in).data()).containsExactly(-2, 1);
        assertThat(Naive.forward(new Split(3), List.of(in), List.of())).hasSize(3);
    }

    @Test
    void alongAnAxis() {
        assertThat(only(new Softmax(2), tensor(1, 1, 2, 2, 0, 100, 0, 100)).data())
                .containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
        assertThat(only(new Softmax(3), tensor(1, 1, 1, 2, 1000, 1000)).data())
                .containsExactly(0.5f, 0.5f);
        assertThat(only(new Concat(3), List.of(SQUARE, SQUARE), List.of()).data())
                .containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
        assertThat(
                        only(
                                        new Crop(3, List.of(1)),
                                        List.of(SQUARE, tensor(1, 1, 1, 1, 0)),
                                        List.of())
                                .data())
                .containsExactly(2, 4);
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        Layer layer = new Convolution(1, Window.square(2, 1, 1), 1, false);

        assertThatThrownBy(() -> Naive.forward(layer, List.of(SQUARE), List.of(SQUARE, SQUARE)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("its weight shapes should be [1x1x2x2], not [1x1x2x2, 1x1x2x2]");
    }

    private static Tensor only(Layer layer, Tensor in) {
        return only(layer, List.of(in), List.of());
    }

    private static Tensor only(Layer layer, List<Tensor> inputs, List<Tensor> weights) {
        List<Tensor> outputs = Naive.forward(layer, inputs, weights);
        assertThat(outputs).hasSize(1);
        return outputs.getFirst();
    }

    private static Tensor vector(float... values) {
        return new Tensor(Shape.vector(values.length), values);
    }

    private static Tensor tensor(int n, int c, int h, int w, float... values) {
        return new Tensor(new Shape(n, c, h, w), values);
    }
}
