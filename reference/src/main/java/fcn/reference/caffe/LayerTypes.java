package fcn.reference.caffe;

import fcn.reference.BadInputException;
import fcn.reference.caffe.generated.BatchNormParameter;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.caffe.generated.ConcatParameter;
import fcn.reference.caffe.generated.ConvolutionParameter;
import fcn.reference.caffe.generated.CropParameter;
import fcn.reference.caffe.generated.EltwiseParameter;
import fcn.reference.caffe.generated.InnerProductParameter;
import fcn.reference.caffe.generated.LRNParameter;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.PoolingParameter;
import fcn.reference.caffe.generated.ScaleParameter;
import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Lrn;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.layer.Sigmoid;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Split;
import fcn.reference.layer.Tanh;
import fcn.reference.tensor.Shape;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From Caffe's parameters to our layers, a line a type. Errors name the layer; the caller adds the
 * file.
 */
final class LayerTypes {
    /** What a type makes of a layer's parameters; {@code ranks} knows its bottoms. */
    private interface Type {
        Layer layer(LayerParameter layer, Ranks ranks);
    }

    private static final Map<String, Type> TYPES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("BatchNorm", (l, ranks) -> batchNorm(l.getBatchNormParam())),
                            Map.entry("Concat", LayerTypes::concat),
                            Map.entry("Convolution", LayerTypes::convolution),
                            Map.entry("Crop", LayerTypes::crop),
                            Map.entry("Deconvolution", LayerTypes::deconvolution),
                            Map.entry(
                                    "Dropout",
                                    (l, ranks) ->
                                            new Dropout(l.getDropoutParam().getDropoutRatio())),
                            Map.entry("Eltwise", (l, ranks) -> eltwise(l.getEltwiseParam())),
                            Map.entry("InnerProduct", LayerTypes::innerProduct),
                            Map.entry("Input", LayerTypes::input),
                            Map.entry("LRN", (l, ranks) -> lrn(l.getLrnParam())),
                            Map.entry("Pooling", (l, ranks) -> pooling(l.getPoolingParam())),
                            Map.entry(
                                    "ReLU",
                                    (l, ranks) -> new Relu(l.getReluParam().getNegativeSlope())),
                            Map.entry("Scale", LayerTypes::scale),
                            Map.entry("Sigmoid", (l, ranks) -> new Sigmoid()),
                            Map.entry("Softmax", LayerTypes::softmax),
                            Map.entry("Split", (l, ranks) -> new Split(l.getTopCount())),
                            Map.entry("TanH", (l, ranks) -> new Tanh())));

    private LayerTypes() {}

    /**
     * The layer that these parameters describe.
     *
     * @throws BadInputException naming the layer when its type is unknown or a parameter wrong
     */
    static Layer layer(LayerParameter layer, Ranks ranks) {
        check(layer);
        ranks.set(layer.getTopList(), ranks.ofFirst(layer.getBottomList()));
        try {
            return TYPES.get(layer.getType()).layer(layer, ranks);
        } catch (BadInputException e) {
            throw new BadInputException(
                    "layer '" + layer.getName() + "' (" + layer.getType() + "): " + e.getMessage(),
                    e);
        }
    }

    /** Refuses a layer without a name, or of a type that is not known. */
    static void check(LayerParameter layer) {
        if (layer.getName().isEmpty()) {
            throw new BadInputException(
                    "a layer"
                            + (layer.getTopCount() > 0
                                    ? " that makes '" + layer.getTop(0) + "'"
                                    : "")
                            + " has no name; give it one");
        }
        if (!TYPES.containsKey(layer.getType())) {
            throw new BadInputException(
                    "layer '"
                            + layer.getName()
                            + "' is of "
                            + (layer.hasType() ? "type '" + layer.getType() + "'" : "no type")
                            + "; the types known are "
                            + String.join(", ", TYPES.keySet()));
        }
    }

    private static Layer input(LayerParameter layer, Ranks ranks) {
        List<BlobShape> shapes = layer.getInputParam().getShapeList();
        int tops = layer.getTopCount();
        if (shapes.size() != 1 && shapes.size() != tops) {
            throw new BadInputException(
                    shapes.size() + " shapes for " + tops + " tops; give one, or one for each");
        }
        List<Shape> all =
                shapes.size() == 1
                        ? Collections.nCopies(tops, Dimensions.featureMap(shapes.getFirst()))
                        : shapes.stream().map(Dimensions::featureMap).toList();
        for (int i = 0; i < tops; i++) {
            int rank = shapes.get(shapes.size() == 1 ? 0 : i).getDimCount();
            ranks.set(List.of(layer.getTop(i)), rank);
        }
        return new Input(all);
    }

    private static Layer convolution(LayerParameter layer, Ranks ranks) {
        ConvolutionParameter p = layer.getConvolutionParam();
        channelAxis(p.getAxis(), ranks.ofFirst(layer.getBottomList()));
        return new Convolution(
                Dimensions.positive("num_output", p.getNumOutput()),
                Windows.of(p),
                Dimensions.positive("group", p.getGroup()),
                p.getBiasTerm());
    }

    private static Layer deconvolution(LayerParameter layer, Ranks ranks) {
        ConvolutionParameter p = layer.getConvolutionParam();
        channelAxis(p.getAxis(), ranks.ofFirst(layer.getBottomList()));
        return new Deconvolution(
                Dimensions.positive("num_output", p.getNumOutput()),
                Windows.of(p),
                Dimensions.positive("group", p.getGroup()),
                p.getBiasTerm());
    }

    private static Layer pooling(PoolingParameter p) {
        if (p.getRoundMode() != PoolingParameter.RoundMode.CEIL) {
            throw new BadInputException("round_mode FLOOR is not done here; only CEIL is");
        }
        Pooling.Method method =
                switch (p.getPool()) {
                    case MAX -> Pooling.Method.MAX;
                    case AVE -> Pooling.Method.AVE;
                    case STOCHASTIC ->
                            throw new BadInputException(
                                    "pool STOCHASTIC is not done here; MAX and AVE are");
                };
        return new Pooling(method, Windows.of(p), p.getGlobalPooling());
    }

    private static Layer innerProduct(LayerParameter layer, Ranks ranks) {
        InnerProductParameter p = layer.getInnerProductParam();
        channelAxis(p.getAxis(), ranks.ofFirst(layer.getBottomList()));
        ranks.set(layer.getTopList(), 2);
        return new InnerProduct(
                Dimensions.positive("num_output", p.getNumOutput()),
                p.getBiasTerm(),
                p.getTranspose());
    }

    private static Layer concat(LayerParameter layer, Ranks ranks) {
        ConcatParameter p = layer.getConcatParam();
        if (p.hasAxis() && p.hasConcatDim()) {
            throw new BadInputException("axis and concat_dim are the same; give one");
        }
        int axis = p.hasConcatDim() ? p.getConcatDim() : p.getAxis();
        return new Concat(Ranks.axis(axis, ranks.ofFirst(layer.getBottomList())));
    }

    private static Layer crop(LayerParameter layer, Ranks ranks) {
        CropParameter p = layer.getCropParam();
        return new Crop(
                Ranks.axis(p.getAxis(), ranks.ofFirst(layer.getBottomList())),
                p.getOffsetList().stream().map(o -> Dimensions.number("offset", o)).toList());
    }

    private static Layer softmax(LayerParameter layer, Ranks ranks) {
        int rank = ranks.ofFirst(layer.getBottomList());
        return new Softmax(Ranks.axis(layer.getSoftmaxParam().getAxis(), rank));
    }

    /** With two bottoms the second one's axes count, not num_axes (scale_layer.cpp). */
    private static Layer scale(LayerParameter layer, Ranks ranks) {
        ScaleParameter p = layer.getScaleParam();
        int rank = ranks.ofFirst(layer.getBottomList());
        int axes = layer.getBottomCount() == 2 ? ranks.of(layer.getBottom(1)) : p.getNumAxes();
        return new Scale(Ranks.axis(p.getAxis(), rank), axes, p.getBiasTerm());
    }

    private static Layer eltwise(EltwiseParameter p) {
        Eltwise.Operation operation =
                switch (p.getOperation()) {
                    case SUM -> Eltwise.Operation.SUM;
                    case PROD -> Eltwise.Operation.PROD;
                    case MAX -> Eltwise.Operation.MAX;
                };
        return new Eltwise(operation, p.getCoeffList());
    }

    private static Layer batchNorm(BatchNormParameter p) {
        if (p.hasUseGlobalStats() && !p.getUseGlobalStats()) {
            throw new BadInputException(
                    "use_global_stats: false is for training; leave it out to run the network");
        }
        return new BatchNorm(p.getEps());
    }

    private static Layer lrn(LRNParameter p) {
        Lrn.Region region =
                switch (p.getNormRegion()) {
                    case ACROSS_CHANNELS -> Lrn.Region.ACROSS_CHANNELS;
                    case WITHIN_CHANNEL -> Lrn.Region.WITHIN_CHANNEL;
                };
        return new Lrn(
                Dimensions.positive("local_size", p.getLocalSize()),
                p.getAlpha(),
                p.getBeta(),
                p.getK(),
                region);
    }

    private static void channelAxis(int axis, int rank) {
        if (Ranks.axis(axis, rank) != 1) {
            throw new BadInputException("axis " + axis + " is not done here; only axis 1 is");
        }
    }
}
