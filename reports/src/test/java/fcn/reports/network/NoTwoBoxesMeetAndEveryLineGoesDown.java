package fcn.reports.network;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.network.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

class NoTwoBoxesMeetAndEveryLineGoesDown {
    static Stream<Network> networks() {
        return Networks.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whateverTheNetwork(Network network) {
        Diagram diagram = Diagram.of(network, Map.of());
        List<Diagram.Box> boxes = diagram.boxes();
        Set<String> drawn = new HashSet<>();
        for (Diagram.Box a : boxes) {
            drawn.add(a.label());
            drawn.addAll(a.inPlace());
            assertThat(a.x()).isNotNegative();
            assertThat(a.x() + a.width()).isLessThanOrEqualTo(diagram.width());
            assertThat(a.y() + a.height()).isLessThanOrEqualTo(diagram.height());
            for (Diagram.Box b : boxes) {
                boolean apart =
                        a.x() + a.width() < b.x()
                                || b.x() + b.width() < a.x()
                                || a.y() + a.height() < b.y()
                                || b.y() + b.height() < a.y();
                assertThat(a.equals(b) || apart).as("%s and %s", a.label(), b.label()).isTrue();
            }
        }
        network.nodes().forEach(node -> assertThat(drawn).contains(node.name()));
        for (Diagram.Line line : diagram.lines()) {
            for (int i = 1; i < line.points().size(); i++) {
                Diagram.Point from = line.points().get(i - 1);
                Diagram.Point to = line.points().get(i);
                assertThat(to.y()).as("%s to %s", line.from(), line.to()).isGreaterThan(from.y());
                for (Diagram.Box box : boxes) {
                    boolean beside =
                            Math.max(from.x(), to.x()) <= box.x()
                                    || Math.min(from.x(), to.x()) >= box.x() + box.width();
                    boolean above = to.y() <= box.y() || from.y() >= box.y() + box.height();
                    assertThat(beside || above)
                            .as("%s to %s passes %s", line.from(), line.to(), box.label())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void fcn8sShowsItsSkipsAndFitsAScreen() {
        Diagram diagram = Diagram.of(Networks.fcn8s(), Map.of("conv1_1", 1.0, "fc6", 3.0));
        assertThat(diagram.lines())
                .filteredOn(Diagram.Line::skip)
                .extracting(line -> line.from() + " " + line.to())
                .containsExactlyInAnyOrder(
                        "input score",
                        "score_pool4 score_pool4c",
                        "score_pool3 score_pool3c",
                        "upscore2 fuse_pool4",
                        "upscore_pool4 fuse_pool3");
        // 30 layers one below the other, of 900 pixels: text of 12 units stays above 8 pixels
        assertThat(diagram.height()).isLessThan(12 * 900 / 8.0);
        assertThat(diagram.boxes()).hasSize(32);
        assertThat(diagram.boxes())
                .filteredOn(box -> box.share() > 0)
                .extracting(box -> box.label() + " " + box.percent() + " " + box.heat())
                .containsExactly("conv1_1 25% 5", "fc6 75% 5");
    }
}
