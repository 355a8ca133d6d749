package fcn.benchmarks.peers;

import fcn.reference.caffe.CaffemodelWriter;
import fcn.reference.caffe.PrototxtWriter;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A network in files that every entrant reads: Caffe's description and weights, and an input. */
public final class ModelFolder {
    private static final long SEED = 1;

    private ModelFolder() {}

    /** {@code deploy.prototxt}. */
    public static Path description(Path folder) {
        return folder.resolve("deploy.prototxt");
    }

    /** The {@code .caffemodel}. */
    public static Path weights(Path folder) {
        return folder.resolve("weights.caffemodel");
    }

    static Path input(Path folder) {
        return folder.resolve("input.npy");
    }

    /** Writes description and weights. */
    public static void write(Path folder, Network network, Weights weights) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(description(folder), PrototxtWriter.text(network));
        CaffemodelWriter.write(weights(folder), network, weights);
    }

    /** Writes a network of one input, its weights, and random pixels less their mean. */
    static void writeWithInput(Path folder, Network network, Weights weights) throws IOException {
        write(folder, network, weights);
        Shape shape = Shapes.of(network).rows().getFirst().outputs().getFirst();
        Tensor pixels = Tensor.zeros(shape);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < pixels.data().length; i++) {
            pixels.data()[i] = (float) random.nextDouble(-128, 128);
        }
        Npy.write(input(folder), pixels);
    }
}
