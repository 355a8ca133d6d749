package fcn.benchmarks.peers;

import fcn.reference.network.Network;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Something that runs networks: a library, or our own kernels. A layer is given as a network of its
 * own, an input, the layer, and the ReLU that follows it. Made for a number of threads.
 */
public interface Peer extends AutoCloseable {
    /** A network ready to run, its weights packed. */
    interface Prepared extends AutoCloseable {
        /** Takes the input, in Caffe's order, into the layout that {@link #run} reads. */
        void write(Tensor input);

        /** Computes. */
        void run();

        /** The output in Caffe's order. */
        float[] read();

        /** What was chosen: algorithm, layouts; for people. */
        String algorithm();

        @Override
        void close();
    }

    /** Version and settings, by name, for people. */
    Map<String, String> about();

    /** Makes a layer ready, by the fastest that this peer has for it. */
    Prepared layer(LayerCase layer);

    /**
     * Makes a whole network ready.
     *
     * @param folder where {@link #describe} wrote
     */
    Prepared network(Network network, Weights weights, Path folder);

    /** Writes a network in this peer's own form, where it has one; by another process. */
    default void describe(Network network, Weights weights, Path folder) throws IOException {}

    @Override
    default void close() {}
}
