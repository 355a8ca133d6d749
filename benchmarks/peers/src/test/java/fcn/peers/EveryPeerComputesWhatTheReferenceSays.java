package fcn.peers;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.benchmarks.check.Witness;
import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.peers.ModelFolder;
import fcn.benchmarks.peers.Peer;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.naive.NaiveNetwork;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

class EveryPeerComputesWhatTheReferenceSays {
    private static final List<LayerCase.Kind> LAYERS =
            List.of(
                    kind("ic3oc16_ih9oh207iw7ow205kh3ph100", Epilogue.RELU, true),
                    kind("ic16oc32_ih13iw11oh13ow11kh3ph1", Epilogue.RELU, true),
                    kind("ic32oc16_ih8iw9oh2ow3kh7", Epilogue.RELU, true),
                    kind("ic48oc21_ih5iw4oh5ow4kh1", Epilogue.NONE, true),
                    kind("deconv:ic21oc21_ih4iw3oh10ow8kh4sh2", Epilogue.NONE, false),
                    kind("deconv:ic21oc21_ih4iw3oh40ow32kh16sh8", Epilogue.NONE, false));

    @ParameterizedTest
    @EnumSource(Peers.class)
    void onLayers(Peers entry) throws Exception {
        try (Peer peer = entry.peer(2)) {
            for (LayerCase.Kind kind : LAYERS) {
                LayerCase layer = kind.valued();
                try (Peer.Prepared prepared = peer.layer(layer)) {
                    prepared.write(layer.values().input());
                    prepared.run();
                    double error =
                            Witness.of(layer.shape(), layer.epilogue(), layer.values())
                                    .error(prepared.read());
                    assertThat(error).as("%s", kind.shape()).isLessThan(1e-5);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Peers.class)
    void onANetwork(Peers entry, @TempDir Path folder) throws Exception {
        Network network = SmallNetwork.network();
        Shapes shapes = Shapes.of(network);
        Weights weights = new SyntheticWeights(shapes);
        ModelFolder.write(folder, network, weights);
        Tensor input = random(network.inputs().get("data"));
        Tensor right =
                NaiveNetwork.forward(network, weights, Map.of("data", input), Set.of("score"))
                        .get("score");
        try (Peer peer = entry.peer(2)) {
            peer.describe(network, weights, folder);
            try (Peer.Prepared prepared = peer.network(network, weights, folder)) {
                // twice: what a run leaves behind must not reach the next
                for (int i = 0; i < 2; i++) {
                    prepared.write(input);
                    prepared.run();
                }
                assertThat(error(right.data(), prepared.read())).isLessThan(1e-5);
            }
        }
    }

    private static LayerCase.Kind kind(String shape, Epilogue epilogue, boolean bias) {
        return new LayerCase.Kind("layer", ShapeDescriptor.parse(shape), epilogue, bias);
    }

    private static Tensor random(Shape shape) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextDouble(-1, 1);
        }
        return tensor;
    }

    private static double error(float[] right, float[] found) {
        assertThat(found).hasSameSizeAs(right);
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < right.length; i++) {
            differences += Math.pow((double) found[i] - right[i], 2);
            squares += Math.pow(right[i], 2);
        }
        return Math.sqrt(differences / squares);
    }
}
