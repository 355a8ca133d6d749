package fcn.kernels.region;

import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Lrn;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.layer.Sigmoid;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Split;
import fcn.reference.layer.Tanh;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;

/** How a layer's output depends on one of its inputs, in rows and columns. */
public final class LayerReach {
    private final Reach rows;
    private final Reach columns;
    private final boolean local;

    private LayerReach(Reach rows, Reach columns, boolean local) {
        this.rows = rows;
        this.columns = columns;
        this.local = local;
    }

    private LayerReach(Reach rows, Reach columns) {
        this(rows, columns, true);
    }

    /** A layer on an input of this shape. Layers of which nothing better is known reach all. */
    public static LayerReach of(Layer layer, Shape in, Shape out) {
        return switch (layer) {
            case Convolution convolution -> sliding(convolution.shape(in).window(), out);
            case Deconvolution deconvolution -> {
                Window w = deconvolution.shape(in).window();
                yield new LayerReach(
                        Reach.spread((int) w.spanH(), w.strideH(), w.padH(), in.h(), out.h()),
                        Reach.spread((int) w.spanW(), w.strideW(), w.padW(), in.w(), out.w()));
            }
            case Pooling pooling -> pooled(pooling.windowOn(in), in, out);
            case Crop crop ->
                    crop.offset(0) == 0
                                    && crop.offset(1) == 0
                                    && in.n() == out.n()
                                    && in.c() == out.c()
                            ? new LayerReach(
                                    Reach.shifted(crop.offset(2), out.h()),
                                    Reach.shifted(crop.offset(3), out.w()))
                            : whole(in, out);
            case Concat concat -> concat.axis() <= 1 ? pixel(out) : whole(in, out);
            case Lrn lrn ->
                    lrn.region() == Lrn.Region.ACROSS_CHANNELS ? pixel(out) : whole(in, out);
            case Scale scale -> isPerChannel(scale, in, out) ? pixel(out) : whole(in, out);
            case Softmax softmax -> softmax.axis() == 1 ? pixel(out) : whole(in, out);
            case BatchNorm ignored -> pixel(out);
            case Dropout ignored -> pixel(out);
            case Eltwise ignored -> pixel(out);
            case Relu ignored -> pixel(out);
            case Sigmoid ignored -> pixel(out);
            case Split ignored -> pixel(out);
            case Tanh ignored -> pixel(out);
            default -> whole(in, out);
        };
    }

    /** A window that slides over a padded map, as a convolution's. */
    public static LayerReach sliding(Window w, Shape out) {
        return new LayerReach(
                Reach.sliding((int) w.spanH(), w.strideH(), w.padH(), out.h()),
                Reach.sliding((int) w.spanW(), w.strideW(), w.padW(), out.w()));
    }

    /** Whether factors are the same all over a map. */
    private static boolean isPerChannel(Scale scale, Shape in, Shape out) {
        return scale.axes() >= 0 && scale.axis() + scale.axes() <= 2 && in.equals(out);
    }

    private static LayerReach pooled(Window w, Shape in, Shape out) {
        boolean tiled = w.strideH() <= w.kernelH() && w.strideW() <= w.kernelW();
        return w.padH() == 0 && w.padW() == 0 && tiled
                ? new LayerReach(
                        Reach.pooled(w.kernelH(), w.strideH(), in.h(), out.h()),
                        Reach.pooled(w.kernelW(), w.strideW(), in.w(), out.w()))
                : whole(in, out);
    }

    /** Each pixel from the same pixel. */
    public static LayerReach pixel(Shape out) {
        return new LayerReach(Reach.shifted(0, out.h()), Reach.shifted(0, out.w()));
    }

    private static LayerReach whole(Shape in, Shape out) {
        return new LayerReach(Reach.whole(in.h(), out.h()), Reach.whole(in.w(), out.w()), false);
    }

    /** This, and then {@code next} on what it makes. */
    public LayerReach then(LayerReach next) {
        return new LayerReach(
                rows.then(next.rows), columns.then(next.columns), local && next.local);
    }

    /** Whether a part of the output can be made from a part of the input. */
    public boolean isLocal() {
        return local;
    }

    /** The outputs that some input of the region goes into. */
    public Region dependent(Region inputs) {
        if (inputs.isEmpty()) {
            return Region.NONE;
        }
        Region result =
                new Region(rows.dependent(inputs.rows()), columns.dependent(inputs.columns()));
        return result.isEmpty() ? Region.NONE : result;
    }

    /** The outputs that are made from inputs of the region alone, none of them padding. */
    public Region clear(Region inputs) {
        return new Region(rows.clear(inputs.rows()), columns.clear(inputs.columns()));
    }

    /** The inputs that the outputs of the region are made from; may reach into the padding. */
    public Region needed(Region outputs) {
        return outputs.isEmpty()
                ? Region.NONE
                : new Region(rows.needed(outputs.rows()), columns.needed(outputs.columns()));
    }
}
