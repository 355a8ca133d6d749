package fcn.peers;

import fcn.benchmarks.peers.LayerCase;
import fcn.benchmarks.peers.ModelFolder;
import fcn.benchmarks.peers.Peer;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** OpenCV's module dnn, which reads Caffe's own files; with its Winograd convolution or without. */
final class OpenCvDnn implements Peer {
    private final boolean winograd;

    OpenCvDnn(boolean winograd, int threads) {
        this.winograd = winograd;
        opencv_core.setNumThreads(threads);
    }

    @Override
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("OpenCV", opencv_core.getVersionString().getString().replace("\0", ""));
        about.put("dispatch", opencv_core.getCPUFeaturesLine().getString());
        about.put("threads by", "its own pool");
        about.put("settings", "Winograd " + (winograd ? "on" : "off") + ", fusion on, NCHW");
        return about;
    }

    @Override
    public Prepared layer(LayerCase layer) {
        Path folder = TemporaryFolder.create();
        try {
            ModelFolder.write(folder, layer.network(), layer.weights());
            return new Ready(layer.network(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    @Override
    public Prepared network(Network network, Weights weights, Path folder) {
        return new Ready(network, folder);
    }

    /** A net with its input. */
    private final class Ready implements Prepared {
        private final Net net;
        private final FloatPointer values;
        private final Mat input;
        private Mat output;

        Ready(Network network, Path folder) {
            Shape in = Shapes.of(network).rows().getFirst().outputs().getFirst();
            net =
                    opencv_dnn.readNetFromCaffe(
                            ModelFolder.description(folder).toString(),
                            ModelFolder.weights(folder).toString());
            net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
            net.setPreferableTarget(opencv_dnn.DNN_TARGET_CPU);
            net.enableWinograd(winograd);
            values = new FloatPointer(in.count());
            input = new Mat(new int[] {in.n(), in.c(), in.h(), in.w()}, opencv_core.CV_32F, values);
        }

        @Override
        public void write(Tensor tensor) {
            values.put(tensor.data());
            net.setInput(input);
        }

        @Override
        public void run() {
            if (output != null) {
                output.close();
            }
            output = net.forward();
        }

        @Override
        public float[] read() {
            float[] read = new float[Math.toIntExact(output.total())];
            new FloatPointer(output.data()).get(read);
            return read;
        }

        @Override
        public String algorithm() {
            return winograd ? "Winograd where it does the shape" : "no Winograd";
        }

        @Override
        public void close() {
            net.close();
            input.close();
            values.close();
        }
    }
}
