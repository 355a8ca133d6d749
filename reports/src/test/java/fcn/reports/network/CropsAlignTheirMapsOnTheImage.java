package fcn.reports.network;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.Crop;
import fcn.reference.network.Network;
import fcn.reference.network.Node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class CropsAlignTheirMapsOnTheImage {
    static Stream<Network> family() {
        return Stream.of(
                Networks.fcn8s(), Networks.fcn16s(), Networks.fcn32s(), Networks.alexnet());
    }

    @ParameterizedTest
    @MethodSource("family")
    void theScoreLiesOnTheImagePixelByPixel(Network network) {
        NetworkTable.Layer score = NetworkTable.of(network).layers().getLast();
        assertThat(score.alignment().h().stride()).isEqualTo(1);
        assertThat(score.alignment().h().center()).isZero();
        assertThat(score.alignment().w().center()).isZero();
        assertThat(score.alignment().note()).endsWith("aligns the two maps");
    }

    @Test
    void fcn8sInNumbers() {
        NetworkTable table = NetworkTable.of(Networks.fcn8s());
        assertThat(notes(table))
                .containsExactly(
                        "offset (-11.5 - (-91.5))/16 = 5 aligns the two maps",
                        "offset (-23.5 - (-95.5))/8 = 9 aligns the two maps",
                        "offset (0 - (-31))/1 = 31 aligns the two maps");
        NetworkTable.Layer fc6 = layer(table, "fc6");
        assertThat(fc6.alignment().h()).isEqualTo(new ReceptiveField(32, 12.5, 404));
        assertThat(fc6.arithmetic()).isEqualTo("H: (22 - 7)/1 + 1 = 16; W: (17 - 7)/1 + 1 = 11");
        assertThat(layer(table, "conv1_1").arithmetic()).contains("(334 + 2·100 - 3)/1 + 1 = 532");
        // refused with 96, as the reason says, and not with 97
        assertThat(table.border())
                .contains(
                        "conv1_1 pads by 100",
                        "97 would do",
                        "with 96 there is no way through: layer 'fc6'");
    }

    @Test
    void aWrongOffsetIsTold() {
        Network right = Networks.fcn32s();
        List<Node> nodes = new ArrayList<>(right.nodes());
        Node score = nodes.removeLast();
        nodes.add(new Node("score", new Crop(2, List.of(16)), score.bottoms(), score.tops()));
        assertThat(notes(NetworkTable.of(new Network("wrong", nodes))))
                .containsExactly(
                        "offset (0 - (-19))/1 = 19 would align them;"
                                + " 16 leaves them 3 pixels of the image apart");
    }

    private static List<String> notes(NetworkTable table) {
        return table.layers().stream()
                .filter(layer -> layer.type().equals("Crop"))
                .map(layer -> layer.alignment().note())
                .toList();
    }

    private static NetworkTable.Layer layer(NetworkTable table, String name) {
        return table.layers().stream()
                .filter(layer -> layer.layer().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
