package fcn.reports.network;

import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Pooling;

/** Layer types that share a colour. */
final class Family {
    private Family() {}

    static String of(Layer layer) {
        return switch (layer) {
            case Input l -> "input";
            case Convolution l -> "convolution";
            case InnerProduct l -> "convolution";
            case Deconvolution l -> "transposed";
            case Pooling l -> "pooling";
            case Crop l -> "crop";
            case Eltwise l -> "sum";
            case Concat l -> "sum";
            default -> "other";
        };
    }
}
