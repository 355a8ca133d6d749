package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blobs that a person wants as files. */
final class SavedBlobs {
    private SavedBlobs() {}

    /**
     * The blobs that {@code --save} names; {@code all} are all.
     *
     * @throws BadInputException when a blob is never produced
     */
    static Set<String> named(Network network, List<String> names) {
        return named(network, "--save", names);
    }

    /** As {@link #named(Network, List)}, for another option. */
    static Set<String> named(Network network, String option, List<String> names) {
        if (names.equals(List.of("all"))) {
            return network.blobs();
        }
        for (String name : names) {
            if (!network.blobs().contains(name)) {
                throw new BadInputException(
                        option
                                + " "
                                + name
                                + ": network '"
                                + network.name()
                                + "' never produces such a blob; fcn shapes --format csv lists"
                                + " them");
            }
        }
        return new LinkedHashSet<>(names);
    }

    /** Writes {@code folder/BLOB.npy} for each; characters that no file name takes are escaped. */
    static void write(Path folder, Map<String, Tensor> blobs, CommonOptions common)
            throws IOException {
        for (Map.Entry<String, Tensor> blob : blobs.entrySet()) {
            Path file = folder.resolve(escaped(blob.getKey()) + ".npy");
            OutputFile.write(file, part -> Npy.write(part, blob.getValue()));
            common.output().println(file + "  " + blob.getValue().shape());
        }
        common.output().flush();
    }

    /** A blob's name as a file's. */
    static String escaped(String blob) {
        return URLEncoder.encode(blob, StandardCharsets.UTF_8);
    }
}
