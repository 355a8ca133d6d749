package fcn.reference.caffe;

import com.google.protobuf.TextFormat;

import fcn.reference.caffe.generated.BatchNormParameter;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.caffe.generated.ConcatParameter;
import fcn.reference.caffe.generated.ConvolutionParameter;
import fcn.reference.caffe.generated.CropParameter;
import fcn.reference.caffe.generated.DropoutParameter;
import fcn.reference.caffe.generated.EltwiseParameter;
import fcn.reference.caffe.generated.InnerProductParameter;
import fcn.reference.caffe.generated.InputParameter;
import fcn.reference.caffe.generated.LRNParameter;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.NetParameter;
import fcn.reference.caffe.generated.PoolingParameter;
import fcn.reference.caffe.generated.ReLUParameter;
import fcn.reference.caffe.generated.ScaleParameter;
import fcn.reference.caffe.generated.SoftmaxParameter;
import fcn.reference.layer.BatchNorm;
import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Dropout;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Input;
import fcn.reference.layer.Lrn;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Scale;
import fcn.reference.layer.Sigmoid;
import fcn.reference.layer.Softmax;
import fcn.reference.layer.Split;
import fcn.reference.layer.Tanh;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Shape;

import java.util.List;

/** Writes a network as Caffe's {@code deploy.prototxt}, which {@link Prototxt} reads back. */
public final class PrototxtWriter {
    private PrototxtWriter() {}

    /** The description as text. */
    public static String text(Network network) {
        NetParameter.Builder net = NetParameter.newBuilder().setName(network.name());
        for (Node node : network.nodes()) {
            LayerParameter.Builder layer =
                    LayerParameter.newBuilder()
                            .setName(node.name())
                            .setType(node.layer().type())
                            .addAllBottom(node.bottoms())
                            .addAllTop(node.tops());
            describe(node, layer);
            net.addLayer(layer);
        }
        return TextFormat.printer().printToString(net);
    }

    private static void describe(Node node, LayerParameter.Builder layer) {
        switch (node.layer()) {
            case BatchNorm l ->
                    layer.setBatchNormParam(BatchNormParameter.newBuilder().setEps(l.epsilon()));
            case Concat l -> layer.setConcatParam(ConcatParameter.newBuilder().setAxis(l.axis()));
            case Convolution l ->
                    layer.setConvolutionParam(
                            window(l.window())
                                    .setNumOutput(l.outputChannels())
                                    .setGroup(l.group())
                                    .setBiasTerm(l.bias()));
            case Deconvolution l ->
                    layer.setConvolutionParam(
                            window(l.window())
                                    .setNumOutput(l.outputChannels())
                                    .setGroup(l.group())
                                    .setBiasTerm(l.bias()));
            case Crop l ->
                    layer.setCropParam(
                            CropParameter.newBuilder().setAxis(l.axis()).addAllOffset(l.offsets()));
            case Dropout l ->
                    layer.setDropoutParam(DropoutParameter.newBuilder().setDropoutRatio(l.ratio()));
            case Eltwise l ->
                    layer.setEltwiseParam(
                            EltwiseParameter.newBuilder()
                                    .setOperation(
                                            EltwiseParameter.EltwiseOp.valueOf(
                                                    l.operation().name()))
                                    .addAllCoeff(l.coefficients()));
            case InnerProduct l ->
                    layer.setInnerProductParam(
                            InnerProductParameter.newBuilder()
                                    .setNumOutput(l.outputChannels())
                                    .setBiasTerm(l.bias())
                                    .setTranspose(l.transpose()));
            case Input l -> layer.setInputParam(input(l.shapes()));
            case Lrn l ->
                    layer.setLrnParam(
                            LRNParameter.newBuilder()
                                    .setLocalSize(l.localSize())
                                    .setAlpha(l.alpha())
                                    .setBeta(l.beta())
                                    .setK(l.k())
                                    .setNormRegion(
                                            LRNParameter.NormRegion.valueOf(l.region().name())));
            case Pooling l -> layer.setPoolingParam(pooling(l));
            case Relu l ->
                    layer.setReluParam(
                            ReLUParameter.newBuilder().setNegativeSlope(l.negativeSlope()));
            case Scale l ->
                    layer.setScaleParam(
                            ScaleParameter.newBuilder()
                                    .setAxis(l.axis())
                                    .setNumAxes(l.axes())
                                    .setBiasTerm(l.bias()));
            case Softmax l ->
                    layer.setSoftmaxParam(SoftmaxParameter.newBuilder().setAxis(l.axis()));
            case Sigmoid l -> {}
            case Split l -> {}
            case Tanh l -> {}
        }
    }

    private static InputParameter.Builder input(List<Shape> shapes) {
        InputParameter.Builder input = InputParameter.newBuilder();
        for (Shape shape : shapes) {
            BlobShape.Builder dims = BlobShape.newBuilder();
            for (int axis = 0; axis < 4; axis++) {
                dims.addDim(shape.axis(axis));
            }
            input.addShape(dims);
        }
        return input;
    }

    /** In the form of most files, which other readers know: one value where height has width's. */
    private static ConvolutionParameter.Builder window(Window w) {
        ConvolutionParameter.Builder p = ConvolutionParameter.newBuilder();
        if (w.kernelH() == w.kernelW()) {
            p.addKernelSize(w.kernelH());
        } else {
            p.setKernelH(w.kernelH()).setKernelW(w.kernelW());
        }
        if (w.strideH() == w.strideW()) {
            p.addStride(w.strideH());
        } else {
            p.setStrideH(w.strideH()).setStrideW(w.strideW());
        }
        if (w.padH() == w.padW()) {
            p.addPad(w.padH());
        } else {
            p.setPadH(w.padH()).setPadW(w.padW());
        }
        p.addDilation(w.dilationH());
        return w.dilationH() == w.dilationW() ? p : p.addDilation(w.dilationW());
    }

    private static PoolingParameter.Builder pooling(Pooling l) {
        PoolingParameter.Builder p =
                PoolingParameter.newBuilder()
                        .setPool(PoolingParameter.PoolMethod.valueOf(l.method().name()));
        Window w = l.window();
        if (l.global()) {
            return p.setGlobalPooling(true);
        }
        return p.setKernelH(w.kernelH())
                .setKernelW(w.kernelW())
                .setStrideH(w.strideH())
                .setStrideW(w.strideW())
                .setPadH(w.padH())
                .setPadW(w.padW());
    }
}
