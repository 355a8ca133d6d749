package fcn.kernels.session;

import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stage's convolution made ready, with the weights of an earlier one where it can. */
final class Preparation {
    private Preparation() {}

    /**
     * Prepares.
     *
     * @param prepared by layer, any size; what is missing is added
     * @throws BadInputException when the weights are not this layer's
     */
    static PreparedConvolution of(
            Stage stage,
            Stage.Convolve convolve,
            Map<String, PreparedConvolution> prepared,
            Weights weights,
            Team team) {
        Placement whole = Placement.whole(convolve.epilogue().output(convolve.shape()));
        Placement placement = stage.placement == null ? whole : stage.placement;
        PreparedConvolution earlier = prepared.get(stage.layer());
        if (earlier != null) {
            Optional<PreparedConvolution> resized = earlier.on(convolve.shape(), placement);
            if (resized.isPresent()) {
                return resized.get();
            }
        }
        PreparedConvolution made = anew(stage, convolve, weights, team);
        prepared.put(stage.layer(), made);
        return placement.equals(whole) ? made : made.on(convolve.shape(), placement).orElseThrow();
    }

    private static PreparedConvolution anew(
            Stage stage, Stage.Convolve convolve, Weights weights, Team team) {
        List<Tensor> blobs = weights.of(stage.layer());
        List<Shape> expected = stage.row.weights();
        List<Shape> found = blobs.stream().map(Tensor::shape).toList();
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
                        blobs.getFirst().data(),
                        blobs.size() > 1 ? blobs.get(1).data() : null,
                        team);
    }
}
