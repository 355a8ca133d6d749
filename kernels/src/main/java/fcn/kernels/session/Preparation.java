package fcn.kernels.session;

import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.network.WeightBlob;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stage's convolution made ready, with the weights of an earlier one where it can. */
final class Preparation {
    /** A kernel with its weights, and what it was made ready for. */
    record Ready(Stage.Convolve convolve, PreparedConvolution kernel) {
        private boolean is(Stage.Convolve other) {
            return convolve.equals(other);
        }
    }

    private Preparation() {}

    /** So many bytes of given weights are given back before the next are read: 32 MiB. */
    private static final long LARGE = 32L << 20;

    /**
     * Prepares all convolutions that are not yet, those of the most weights first: what a kernel
     * takes of them as a whole is gone before most others are there. Asks the JVM to collect that
     * now and then, since otherwise it would rather take new memory for the next.
     */
    static void largestFirst(
            Lowering lowering, Map<String, Ready> prepared, Weights weights, Team team) {
        List<Stage> missing =
                lowering.convolutions().stream()
                        .filter(stage -> !prepared.containsKey(stage.layer()))
                        .sorted(Comparator.comparingLong(Preparation::rawBytes).reversed())
                        .toList();
        long garbage = 0;
        for (Stage stage : missing) {
            Stage.Convolve convolve = (Stage.Convolve) stage.kind;
            of(stage, convolve, prepared, weights, team);
            garbage += convolve.kernel().algorithm().givenBytes(convolve.shape(), team.threads());
            if (garbage >= LARGE) {
                System.gc();
                garbage = 0;
            }
        }
    }

    private static long rawBytes(Stage stage) {
        return stage.row.weights().stream().mapToLong(Shape::bytes).sum();
    }

    /**
     * Prepares.
     *
     * @param prepared by layer, any size; what is missing is added
     * @throws BadInputException when the weights are not this layer's
     */
    static PreparedConvolution of(
            Stage stage,
            Stage.Convolve convolve,
            Map<String, Ready> prepared,
            Weights weights,
            Team team) {
        Placement whole = Placement.whole(convolve.epilogue().output(convolve.shape()));
        Placement placement = stage.placement == null ? whole : stage.placement;
        Ready earlier = prepared.get(stage.layer());
        if (earlier != null && earlier.is(convolve) && placement.equals(whole)) {
            return earlier.kernel;
        }
        if (earlier != null) {
            Optional<PreparedConvolution> resized = earlier.kernel.on(convolve.shape(), placement);
            if (resized.isPresent()) {
                return resized.get();
            }
        }
        PreparedConvolution made = anew(stage, convolve, weights, team);
        prepared.put(stage.layer(), new Ready(convolve, made));
        return placement.equals(whole) ? made : made.on(convolve.shape(), placement).orElseThrow();
    }

    private static PreparedConvolution anew(
            Stage stage, Stage.Convolve convolve, Weights weights, Team team) {
        List<WeightBlob> blobs = weights.blobs(stage.layer());
        List<Shape> expected = stage.row.weights();
        List<Shape> found = blobs.stream().map(WeightBlob::shape).toList();
        if (!found.equals(expected)) {
            throw new BadInputException(
                    "layer '"
                            + stage.layer()
                            + "' takes weights of "
                            + expected
                            + ", but "
                            + weights.source()
                            + " has "
                            + found
                            + "; take the weights of this network");
        }
        return convolve.kernel()
                .algorithm()
                .prepare(
                        convolve.shape(),
                        convolve.epilogue(),
                        blobs.getFirst(),
                        blobs.size() > 1 ? blobs.get(1).whole().data() : null,
                        team);
    }
}
