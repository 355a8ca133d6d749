package fcn.laws;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** So deep, so wide or so many channels that every kernel has to cut them into several blocks. */
final class LargeShapes {
    private static final int THREADS = 3;

    private static final List<String> ALL =
            List.of(
                    "ic3oc20_ih90iw100kh3ph1",
                    "ic64oc70_ih18kh3ph1",
                    "ic128oc192_ih14kh3ph1",
                    "ic64oc128_ih9kh5ph2",
                    "ic64oc128_ih8kh7ph3",
                    "ic16oc130_ih40kh3ph1",
                    "ic300oc300_ih7kh1",
                    "ic4200oc40_ih5kh1",
                    "ic32oc40_ih20kh1",
                    "ic32oc40_ih20kh1sh2",
                    "mb5ic32oc40_ih20kh2",
                    "ic20oc20_ih24kh7ph3",
                    "ic40oc24_ih30kh5ph2",
                    "ic960oc2_ih3iw200kh3ph1",
                    "ic56oc20_ih5iw900kh3ph1",
                    "ic3oc18_ih6iw700kh5ph2",
                    "g48ic48oc48_ih60kh3ph1",
                    "g2ic64oc64_ih20kh3sh2ph1",
                    "deconv:ic4oc4_ih24kh16sh8ph4",
                    "deconv:ic64oc64_ih12kh4sh2ph1",
                    "deconv:ic5oc5_ih19iw23kh7sh2ph2",
                    "deconv:g32ic32oc32_ih20kh8sh4ph2");

    private LargeShapes() {}

    /** Each kernel on each of these shapes that it serves. */
    static List<Trial> trials(List<Kernel> kernels) {
        return kernels.stream().flatMap(LargeShapes::trials).toList();
    }

    private static Stream<Trial> trials(Kernel kernel) {
        return ALL.stream()
                .map(ShapeDescriptor::parse)
                .filter(shape -> shape.transposed() == Trial.transposed(kernel))
                .filter(shape -> kernel.algorithm().unsupported(shape).isEmpty())
                .flatMap(shape -> seeds(shape).mapToObj(seed -> trial(kernel, shape, seed)));
    }

    /** A transposed one has separable weights too, which a kernel may make use of. */
    private static IntStream seeds(ConvolutionShape shape) {
        int any = shape.hashCode() & 0xFFFF;
        return shape.transposed()
                ? IntStream.of(any, any / 4 * 4 + Operands.SEPARABLE)
                : IntStream.of(any);
    }

    private static Trial trial(Kernel kernel, ConvolutionShape shape, int seed) {
        return new Trial(kernel, shape, Epilogue.RELU, true, THREADS, seed);
    }
}
