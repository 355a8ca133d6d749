package fcn.kernels.convolution;

import fcn.kernels.gemm.GivenPanels;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.WeightBlob;
import fcn.reference.tensor.Tensor;

/** A kernel that reads its weights by {@link GivenPanels}, never all of them at once. */
interface ReadsPanels extends ConvolutionKernel {
    @Override
    PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, WeightBlob weights, float[] bias, Team team);

    @Override
    default PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        WeightBlob blob = WeightBlob.of(new Tensor(shape.weights(), weights));
        return prepare(shape, epilogue, blob, bias, team);
    }

    @Override
    default long givenBytes(ConvolutionShape shape, int threads) {
        return GivenPanels.bytes(shape.weights(), threads);
    }
}
