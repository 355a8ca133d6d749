package fcn.reference.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.reference.BadInputException;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A reader sees the last value written before it, and what is given is not changed. */
final class InPlaceLayersAndSeveralReadersTest {
    private static final Shape SHAPE = new Shape(1, 1, 1, 2);
    private static final Network NETWORK =
            new Network(
                    "chain",
                    List.of(
                            new Node("x", new Input(List.of(SHAPE)), List.of(), List.of("x")),
                            new Node("before", scale(), List.of("x"), List.of("before")),
                            new Node("relu", new Relu(0), List.of("x"), List.of("x")),
                            new Node("after", scale(), List.of("x"), List.of("after")),
                            new Node("sum", sum(), List.of("x", "after"), List.of("sum"))));

    private static final Weights TEN =
            new Weights() {
                @Override
                public List<Tensor> of(String layer) {
                    return Set.of("before", "after").contains(layer)
                            ? List.of(new Tensor(Shape.vector(1), new float[] {10}))
                            : List.of();
                }

                @Override
                public String source() {
                    return "ten";
                }
            };

    @Test
    void eachReaderSeesTheLastValue() {
        Tensor x = new Tensor(SHAPE, new float[] {-1, 2});

        Map<String, Tensor> blobs =
                NaiveNetwork.forward(
                        NETWORK, TEN, Map.of("x", x), Set.of("sum", "x", "before", "after"));

        assertThat(blobs.keySet()).containsExactly("x", "before", "after", "sum");
        assertThat(blobs.get("x").data()).containsExactly(0, 2);
        assertThat(blobs.get("before").data()).containsExactly(-10, 20);
        assertThat(blobs.get("after").data()).containsExactly(0, 20);
        assertThat(blobs.get("sum").data()).containsExactly(0, 22);
        assertThat(x.data()).containsExactly(-1, 2);
    }

    @Test
    void whatIsMissingOrDoesNotFitIsNamed() {
        refused(Map.of(), "sum", "input 'x' is not given");
        Map<String, Tensor> wide = Map.of("x", Tensor.zeros(new Shape(1, 1, 1, 3)));
        refused(wide, "sum", "layer 'x': its input shapes should be [1x1x1x2], not [1x1x1x3]");
        refused(wide, "none", "network 'chain' has no blob 'none' to keep");
    }

    private static void refused(Map<String, Tensor> inputs, String keep, String message) {
        assertThatThrownBy(() -> NaiveNetwork.forward(NETWORK, TEN, inputs, Set.of(keep)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    private static Scale scale() {
        return new Scale(1, 1, false);
    }

    private static Eltwise sum() {
        return new Eltwise(Eltwise.Operation.SUM, List.of());
    }
}
