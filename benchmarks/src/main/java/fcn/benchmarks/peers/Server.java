package fcn.benchmarks.peers;

import fcn.benchmarks.jmh.WarmUp;
import fcn.benchmarks.machine.ResidentMemory;
import fcn.benchmarks.statistics.Median;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.caffe.Caffemodel;
import fcn.reference.caffe.Prototxt;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What runs in an entrant's process: does what it is asked for line by line, one thing at a time,
 * until its input ends.
 */
public final class Server {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    /** A run as long as this needs none before it to fill the caches. */
    private static final double LONG_MILLISECONDS = 40;

    /**
     * Longer than a pool's threads spin before they sleep, on the next one's cores: OpenBLAS's for
     * 2²⁶ or 2²⁸ ticks of a clock of GHz, depending on the version (its THREAD_TIMEOUT).
     */
    private static final double SPIN_MILLISECONDS = 500;

    private static final int MOST_RUNS = 2000;
    private static final int FEWEST_WARM = 1;

    private final Peer peer;
    private Peer.Prepared prepared;
    private Tensor input;
    private Shape output;
    private boolean whole;

    private Server(Peer peer) {
        this.peer = peer;
    }

    /**
     * Serves on this process's input and output; what else is printed meanwhile goes to its errors.
     */
    public static void serve(Peer peer) throws IOException {
        PrintStream replies = System.out;
        System.setOut(System.err);
        Server server = new Server(peer);
        try (peer;
                BufferedReader requests =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                Message.Reply reply =
                        server.reply(Message.JSON.readValue(line, Message.Request.class));
                replies.println(Message.JSON.writeValueAsString(reply));
                replies.flush();
            }
            server.release();
        }
    }

    private Message.Reply reply(Message.Request request) {
        try {
            return answer(request);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.ERROR, request.action().toString(), e);
            return Message.Reply.failed(e.toString().lines().findFirst().orElse(""));
        }
    }

    private Message.Reply answer(Message.Request request) throws IOException {
        return switch (request.action()) {
            case ABOUT -> Message.Reply.about(peer.about());
            case LAYER -> layer(request.layer());
            case NETWORK -> network(Path.of(request.path()));
            case DESCRIBE -> describe(Path.of(request.path()));
            case SAVE -> save(Path.of(request.path()));
            case WARM -> {
                warm(request.seconds());
                WarmUp.untilNothingRuns(SPIN_MILLISECONDS);
                yield Message.Reply.DONE;
            }
            case TURN -> {
                double milliseconds = turn(request.seconds());
                WarmUp.untilNothingRuns(SPIN_MILLISECONDS);
                yield Message.Reply.took(milliseconds);
            }
            case MEMORY -> Message.Reply.peak(ResidentMemory.peakMegabytes());
            case RELEASE -> release();
        };
    }

    private Message.Reply layer(Message.Layer layer) {
        release();
        LayerCase.Kind kind =
                new LayerCase.Kind(
                        layer.name(),
                        ShapeDescriptor.parse(layer.shape()),
                        layer.relu() ? Epilogue.RELU : Epilogue.NONE,
                        layer.bias());
        LayerCase valued = kind.valued();
        prepared = peer.layer(valued);
        prepared.write(valued.values().input());
        prepared.run();
        output = kind.shape().output();
        return Message.Reply.ready(prepared.algorithm());
    }

    /** From the files to the first result. */
    private Message.Reply network(Path folder) throws IOException {
        release();
        Network network = Prototxt.read(ModelFolder.description(folder));
        Shapes shapes = Shapes.of(network);
        input = Npy.read(ModelFolder.input(folder));
        prepared =
                peer.network(network, Caffemodel.read(ModelFolder.weights(folder), shapes), folder);
        whole = true;
        output = shapes.rows().getLast().outputs().getFirst();
        run();
        return Message.Reply.ready(prepared.algorithm());
    }

    private Message.Reply describe(Path folder) throws IOException {
        Network network = Prototxt.read(ModelFolder.description(folder));
        peer.describe(
                network, Caffemodel.read(ModelFolder.weights(folder), Shapes.of(network)), folder);
        return Message.Reply.DONE;
    }

    private Message.Reply save(Path file) throws IOException {
        Npy.write(file, new Tensor(output, prepared.read()));
        System.gc(); // what was taken to prepare goes back before others take their turns
        return Message.Reply.DONE;
    }

    private void warm(double seconds) {
        long begin = System.nanoTime();
        for (int i = 0; i < FEWEST_WARM || (System.nanoTime() - begin) / 1e9 < seconds; i++) {
            run();
        }
    }

    /** The median of runs for about so many seconds, one at least. */
    private double turn(double seconds) {
        double first = time();
        if (first >= Math.max(LONG_MILLISECONDS, 1000 * seconds)) {
            return first;
        }
        double[] times = new double[MOST_RUNS];
        int runs = 0;
        double spent = 0;
        do {
            times[runs] = time();
            spent += times[runs++];
        } while (runs < MOST_RUNS && spent < 1000 * seconds);
        return Median.of(Arrays.copyOf(times, runs));
    }

    private double time() {
        long start = System.nanoTime();
        run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** A layer in its own layouts; a network from Caffe's order to Caffe's order. */
    private void run() {
        if (whole) {
            prepared.write(input);
            prepared.run();
            prepared.read();
        } else {
            prepared.run();
        }
    }

    private Message.Reply release() {
        if (prepared != null) {
            prepared.close();
            prepared = null;
            input = null;
            whole = false;
            System.gc();
        }
        return Message.Reply.DONE;
    }
}
