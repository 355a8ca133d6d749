package fcn.benchmarks.command;

import fcn.benchmarks.picture.Picture;
import fcn.reference.BadInputException;
import fcn.reference.fcn8s.Fcn8s;
import fcn.reference.network.Network;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.nio.file.Path;
import java.util.Set;

/** Pictures as a network's input. */
final class NetworkInput {
    private NetworkInput() {}

    /**
     * The one blob among those of a kind.
     *
     * @throws BadInputException when there are none or several
     */
    static String only(String command, String what, Set<String> blobs) {
        if (blobs.size() != 1) {
            throw new BadInputException(
                    command + " takes a network with one " + what + ", not " + blobs);
        }
        return blobs.iterator().next();
    }

    /**
     * A picture as FCN-8s takes it.
     *
     * @throws BadInputException when the network takes another number of channels
     */
    static Tensor of(Path file, Picture picture, Network network, String input) {
        Shape described = network.inputs().get(input);
        if (described.c() != 3) {
            throw new BadInputException(
                    "%s: network '%s' takes %d channels, a picture has 3"
                            .formatted(file, network.name(), described.c()));
        }
        return Fcn8s.preprocess(picture.pixels());
    }
}
