package fcn.kernels.convolution;

import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.CookToom;
import fcn.kernels.winograd.FilterTransform;
import fcn.kernels.winograd.PackedFilters;
import fcn.kernels.winograd.StreamedFilters;
import fcn.kernels.winograd.TileTransform;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.network.WeightBlob;

import java.util.Optional;

/**
 * Winograd's F(m×m, r×r): tiles of inputs and the weights are transformed, multiplied point by
 * point, which is one GEMM for each of the (m + r - 1)² points, and transformed back, with bias,
 * ReLU and pooling (Lavin and Gray, Fast algorithms for convolutional neural networks, 2016).
 *
 * <p>Dense r×r kernels of stride 1, any padding, no groups. Layout NCHW16C.
 */
final class Winograd implements ReadsPanels {
    /** How the work is ordered and shared out. */
    enum Schedule {
        /** A block of tiles at a time, see {@link WinogradFused}. */
        FUSED,
        /** Phase by phase, see {@link WinogradPhased}. */
        PHASED,
        /** Weights are transformed in the run, see {@link WinogradOnTheFly}. */
        ON_THE_FLY,
        /** The same, from where they lie: nothing is kept of them, see {@link StreamedFilters}. */
        STREAMED;

        private MacroKernel macroKernel(ConvolutionShape shape) {
            return switch (this) {
                case FUSED -> WinogradFused.macroKernel(shape);
                case PHASED -> WinogradPhased.macroKernel(shape);
                case ON_THE_FLY, STREAMED -> WinogradOnTheFly.macroKernel(shape);
            };
        }
    }

    private final TileTransform tile;
    private final Schedule schedule;

    Winograd(TileTransform tile, Schedule schedule) {
        this.tile = tile;
        this.schedule = schedule;
    }

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        if (shape.group() > 1) {
            return Optional.of("groups");
        }
        Window w = shape.window();
        int r = tile.r();
        boolean dense = w.equals(new Window(r, r, 1, 1, w.padH(), w.padW(), 1, 1));
        return dense
                ? Optional.empty()
                : Optional.of("not a dense " + r + "x" + r + " of stride 1");
    }

    /** Pooling must not reach over tiles, which are then of even size. */
    @Override
    public boolean supports(Epilogue epilogue) {
        return !epilogue.pool() || tile.m() % 2 == 0;
    }

    @Override
    public boolean places() {
        return true;
    }

    @Override
    public Layout inputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public Layout outputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public boolean exactOnIntegers() {
        return tile.exactOnIntegers();
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        CookToom matrices = tile.matrices();
        boolean inFloat = schedule == Schedule.ON_THE_FLY || streams();
        int roundings = inFloat ? 2 * ErrorBounds.roundings(matrices.r()) : 1;
        return ErrorBounds.winograd(matrices, shape.ic(), roundings);
    }

    @Override
    public long executedFlops(ConvolutionShape shape) {
        long tiles =
                (long) shape.n()
                        * Math.ceilDiv(shape.oh(), tile.m())
                        * Math.ceilDiv(shape.ow(), tile.m());
        return 2 * tiles * tile.n() * tile.n() * shape.ic() * shape.oc();
    }

    @Override
    public long preparedBytes(ConvolutionShape shape) {
        MacroKernel macroKernel = schedule.macroKernel(shape);
        return switch (schedule) {
            case FUSED, PHASED ->
                    TransformedWeights.bytes(tile, macroKernel, shape.ic(), shape.oc());
            case ON_THE_FLY ->
                    PackedFilters.bytes(transform(), macroKernel, shape.ic(), shape.oc());
            case STREAMED -> 0;
        };
    }

    @Override
    public boolean streams() {
        return schedule == Schedule.STREAMED;
    }

    @Override
    public long givenBytes(ConvolutionShape shape, int threads) {
        return streams() ? 0 : ReadsPanels.super.givenBytes(shape, threads);
    }

    /** A tile that holds one is NaN. */
    @Override
    public boolean passesNonFinite() {
        return false;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape,
            Epilogue epilogue,
            WeightBlob weights,
            float[] bias,
            Team team) {
        ChannelBlocks channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
        Placement whole = Placement.whole(epilogue.output(shape));
        WinogradTiles tiles = new WinogradTiles(tile, shape, epilogue, channels, whole);
        MacroKernel macroKernel = schedule.macroKernel(shape);
        return switch (schedule) {
            case FUSED ->
                    new WinogradFused(
                            tiles,
                            TransformedWeights.of(tile, macroKernel, weights, team),
                            team.threads());
            case PHASED ->
                    new WinogradPhased(
                            tiles,
                            TransformedWeights.of(tile, macroKernel, weights, team),
                            team.threads());
            case ON_THE_FLY ->
                    new WinogradOnTheFly(
                            tiles,
                            PackedFilters.of(transform(), macroKernel, weights, team),
                            team.threads());
            case STREAMED ->
                    new WinogradOnTheFly(
                            tiles,
                            new StreamedFilters(transform(), macroKernel, weights),
                            team.threads());
        };
    }

    private FilterTransform transform() {
        return new FilterTransform(tile.matrices());
    }
}
