package fcn.peers;

import fcn.benchmarks.peers.Peer;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The catalogue of peers: a line for each, with the jars that it needs by how their names begin.
 */
enum Peers {
    ONEDNN("oneDNN", OneDnn::new, "dnnl", "opencl", "javacpp"),
    ONNXRUNTIME("ONNX Runtime", OnnxRuntime::new, "onnxruntime"),
    OPENCV("OpenCV DNN", threads -> new OpenCvDnn(true, threads), "opencv", "openblas", "javacpp"),
    OPENCV_DIRECT(
            "OpenCV DNN, no Winograd",
            threads -> new OpenCvDnn(false, threads),
            "opencv",
            "openblas",
            "javacpp"),
    PYTORCH("PyTorch", PyTorch::new, "pytorch", "openblas", "javacpp"),
    OPENBLAS("OpenBLAS, im2col", OpenBlas::new, "openblas", "javacpp");

    final String title;
    final List<String> jars;
    private final IntFunction<Peer> maker;

    Peers(String title, IntFunction<Peer> maker, String... jars) {
        this.title = title;
        this.maker = maker;
        this.jars = List.of(jars);
    }

    /** Made for so many threads. */
    Peer peer(int threads) {
        return maker.apply(threads);
    }
}
