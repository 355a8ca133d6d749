package fcn.reports.network;

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
import fcn.reference.layer.Window;

import java.util.Locale;
import java.util.stream.Collectors;

/** What a layer does, in a few words with its parameters. */
final class Operation {
    private Operation() {}

    static String of(Layer layer) {
        return switch (layer) {
            case BatchNorm l -> "mean and variance, epsilon " + l.epsilon();
            case Concat l -> "one behind the other along axis " + l.axis();
            case Convolution l ->
                    window(l.window()) + grouped(l.group()) + ", to " + l.outputChannels();
            case Crop l ->
                    "from axis "
                            + l.axis()
                            + ", offset "
                            + (l.offsets().isEmpty()
                                    ? "0"
                                    : l.offsets().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")));
            case Deconvolution l ->
                    window(l.window()) + grouped(l.group()) + ", to " + l.outputChannels();
            case Dropout l -> "nothing when testing";
            case Eltwise l ->
                    l.operation().name().toLowerCase(Locale.ROOT)
                            + (l.coefficients().isEmpty() ? "" : ", times " + l.coefficients());
            case InnerProduct l -> "every value, to " + l.outputChannels();
            case Input l -> "given";
            case Lrn l ->
                    l.localSize()
                            + (l.region() == Lrn.Region.ACROSS_CHANNELS
                                    ? " channels"
                                    : " × " + l.localSize() + " neighbours");
            case Pooling l ->
                    l.method().name().toLowerCase(Locale.ROOT)
                            + (l.global() ? " of the whole map" : " " + window(l.window()));
            case Relu l ->
                    l.negativeSlope() == 0
                            ? "max(0, x)"
                            : "max(0, x) + " + l.negativeSlope() + " min(0, x)";
            case Scale l -> l.bias() ? "times and plus" : "times";
            case Sigmoid l -> "1/(1 + exp(-x))";
            case Softmax l -> "along axis " + l.axis();
            case Split l -> l.copies() + " copies";
            case Tanh l -> "tanh(x)";
        };
    }

    private static String window(Window w) {
        StringBuilder text = new StringBuilder(w.kernelH() + " × " + w.kernelW());
        append(text, "stride", w.strideH(), w.strideW(), 1);
        append(text, "pad", w.padH(), w.padW(), 0);
        append(text, "dilation", w.dilationH(), w.dilationW(), 1);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, int h, int w, int usual) {
        if (h != usual || w != usual) {
            text.append(", ").append(name).append(' ').append(h == w ? "" + h : h + " × " + w);
        }
    }

    private static String grouped(int groups) {
        return groups == 1 ? "" : ", " + groups + " groups";
    }
}
