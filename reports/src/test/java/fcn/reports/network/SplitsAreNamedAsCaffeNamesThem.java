package fcn.reports.network;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.Split;
import fcn.reference.network.Network;
import fcn.reference.network.Node;

import org.junit.jupiter.api.Test;

class SplitsAreNamedAsCaffeNamesThem {
    @Test
    void inFcn8s() {
        Network network = Splits.inserted(Networks.fcn8s());
        assertThat(network.nodes().stream().filter(node -> node.layer() instanceof Split))
                .extracting(Node::name)
                .containsExactly(
                        "data_input_0_split",
                        "pool3_pool3_0_split",
                        "pool4_pool4_0_split",
                        "upscore2_upscore2_0_split",
                        "upscore_pool4_upscore_pool4_0_split");
        assertThat(network.find("conv1_1").orElseThrow().bottoms())
                .containsExactly("data_input_0_split_0");
        assertThat(network.find("score").orElseThrow().bottoms())
                .containsExactly("upscore8", "data_input_0_split_1");
        assertThat(network.find("conv1_2").orElseThrow().bottoms()).containsExactly("conv1_1");
    }
}
