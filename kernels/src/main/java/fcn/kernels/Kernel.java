package fcn.kernels;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.transposed.TransposedConvolutions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A catalogue line: a name and its algorithm. */
public interface Kernel {
    /** What people and files call it; no two kernels of either catalogue share one. */
    String name();

    ConvolutionKernel algorithm();

    /** Both catalogues, convolution first. */
    static List<Kernel> all() {
        return Stream.<Kernel>concat(
                        Stream.of(Convolutions.values()),
                        Stream.of(TransposedConvolutions.values()))
                .toList();
    }

    /** The kernels of the catalogue that serves convolutions, or transposed ones. */
    static List<Kernel> of(boolean transposed) {
        return List.of(transposed ? TransposedConvolutions.values() : Convolutions.values());
    }

    /** The kernel of that name. */
    static Optional<Kernel> find(String name) {
        return all().stream().filter(kernel -> kernel.name().equals(name)).findFirst();
    }
}
