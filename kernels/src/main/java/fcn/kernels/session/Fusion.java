package fcn.kernels.session;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.Placement;
import fcn.kernels.region.LayerReach;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Window;

import java.util.List;
import java.util.Set;

/** Convolutions do what alone reads them, where their kernels can. */
final class Fusion {
    private Fusion() {}

    /** Has stages take up their readers, which leave the list. */
    static void fuse(List<Stage> all, Set<Saving> savings) {
        rectify(all, savings.contains(Saving.FUSION));
        if (savings.contains(Saving.UPSAMPLING)) {
            List.copyOf(all).forEach(stage -> takeUp(all, stage));
        }
    }

    /** Takes up ReLU, and then 2×2 pooling, that alone read what a convolution wrote. */
    private static void rectify(List<Stage> all, boolean pools) {
        for (Stage stage : List.copyOf(all)) {
            if (!(stage.kind instanceof Stage.Convolve convolve)) {
                continue;
            }
            Stage reader = stage.output.onlyReader();
            if (reader == null
                    || !(reader.row.node().layer() instanceof Relu relu)
                    || relu.negativeSlope() != 0) {
                continue;
            }
            Epilogue epilogue = Epilogue.RELU;
            stage.output = reader.output;
            all.remove(reader);
            reader = stage.output.onlyReader();
            ConvolutionKernel algorithm = convolve.kernel().algorithm();
            if (pools
                    && reader != null
                    && halves(reader)
                    && algorithm.supports(Epilogue.RELU_POOL)) {
                epilogue = Epilogue.RELU_POOL;
                stage.takeUp(reader);
                all.remove(reader);
            }
            stage.kind = new Stage.Convolve(convolve.shape(), convolve.kernel(), epilogue);
        }
    }

    /** A kernel that cuts takes up the crop, and then the sum or the labels, that alone read it. */
    private static void takeUp(List<Stage> all, Stage stage) {
        if (!(stage.kind instanceof Stage.Convolve convolve)
                || !convolve.kernel().algorithm().cuts()) {
            return;
        }
        Stage crop = stage.output.onlyReader();
        if (crop != null && crop.isSpatialCrop()) {
            stage.crop = (Crop) crop.row.node().layer();
            stage.takeUp(crop);
            all.remove(crop);
        }
        Stage reader = stage.output.onlyReader();
        if (reader != null && reader.kind instanceof Stage.Label) {
            stage.store = Placement.Store.LABEL;
            stage.takeUp(reader);
            all.remove(reader);
        } else if (reader != null && isPlainSum(reader)) {
            add(all, stage, reader);
        }
    }

    /** Adds what it makes to the other summand, once that is there. */
    private static void add(List<Stage> all, Stage stage, Stage sum) {
        Value other = sum.inputs.get(sum.inputs.getFirst() == stage.output ? 1 : 0);
        stage.store = Placement.Store.ADD;
        stage.takeUp(sum);
        stage.inputs = List.of(stage.inputs.getFirst(), other);
        stage.reaches = List.of(stage.reaches.getFirst(), LayerReach.pixel(stage.output.shape));
        other.readers.replaceAll(reader -> reader == sum ? stage : reader);
        all.remove(stage);
        all.set(all.indexOf(sum), stage);
    }

    private static boolean isPlainSum(Stage stage) {
        return stage.kind instanceof Stage.Operate
                && stage.row.node().layer() instanceof Eltwise layer
                && layer.operation() == Eltwise.Operation.SUM
                && stage.inputs.size() == 2
                && layer.coefficient(0) == 1
                && layer.coefficient(1) == 1;
    }

    private static boolean halves(Stage stage) {
        return stage.row.node().layer() instanceof Pooling pooling
                && pooling.method() == Pooling.Method.MAX
                && pooling.windowOn(stage.row.inputs().getFirst()).equals(Window.square(2, 2, 0));
    }
}
