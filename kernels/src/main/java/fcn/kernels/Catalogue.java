package fcn.kernels;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.transposed.TransposedConvolutions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All kernels: those for convolution, and those for transposed convolution. */
public final class Catalogue {
    private Catalogue() {}

    /** Every kernel, convolution first. */
    public static List<Kernel> all() {
        return Stream.concat(of(false).stream(), of(true).stream()).toList();
    }

    /** The kernels that serve convolutions, or transposed ones. */
    public static List<Kernel> of(boolean transposed) {
        return List.of(transposed ? TransposedConvolutions.values() : Convolutions.values());
    }

    /** The kernel of that name. */
    public static Optional<Kernel> find(String name) {
        return all().stream().filter(kernel -> kernel.name().equals(name)).findFirst();
    }
}
