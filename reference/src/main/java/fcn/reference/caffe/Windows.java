package fcn.reference.caffe;

import fcn.reference.BadInputException;
import fcn.reference.caffe.generated.ConvolutionParameter;
import fcn.reference.caffe.generated.PoolingParameter;
import fcn.reference.layer.Window;

import java.util.List;

/**
 * Kernel size, stride, padding and dilation as Caffe takes them (base_conv_layer.cpp,
 * pooling_layer.cpp): one value for both axes, one for each, or by {@code _h} and {@code _w}.
 */
final class Windows {
    private Windows() {}

    static Window of(ConvolutionParameter p) {
        Pair kernel =
                Pair.of(
                        "kernel",
                        p.getKernelSizeList(),
                        p.hasKernelH() || p.hasKernelW(),
                        p.getKernelH(),
                        p.getKernelW(),
                        0);
        Pair stride =
                Pair.of(
                        "stride",
                        p.getStrideList(),
                        p.hasStrideH() || p.hasStrideW(),
                        p.getStrideH(),
                        p.getStrideW(),
                        1);
        Pair pad =
                Pair.of(
                        "pad",
                        p.getPadList(),
                        p.hasPadH() || p.hasPadW(),
                        p.getPadH(),
                        p.getPadW(),
                        0);
        Pair dilation = Pair.of("dilation", p.getDilationList(), false, 0, 0, 1);
        return new Window(
                kernel.h, kernel.w, stride.h, stride.w, pad.h, pad.w, dilation.h, dilation.w);
    }

    /** A global pooling's window follows from its input; here it is 1×1. */
    static Window of(PoolingParameter p) {
        boolean kernelAxes = p.hasKernelH() || p.hasKernelW();
        boolean strideAxes = p.hasStrideH() || p.hasStrideW();
        boolean padAxes = p.hasPadH() || p.hasPadW();
        Pair kernel =
                Pair.of(
                        "kernel",
                        p.hasKernelSize() ? List.of(p.getKernelSize()) : List.of(),
                        kernelAxes,
                        p.getKernelH(),
                        p.getKernelW(),
                        0);
        Pair stride =
                Pair.of(
                        "stride",
                        p.hasStride() ? List.of(p.getStride()) : List.of(),
                        strideAxes,
                        p.getStrideH(),
                        p.getStrideW(),
                        1);
        Pair pad =
                Pair.of(
                        "pad",
                        p.hasPad() ? List.of(p.getPad()) : List.of(),
                        padAxes,
                        p.getPadH(),
                        p.getPadW(),
                        0);
        if (p.getGlobalPooling()) {
            if (p.hasKernelSize() || kernelAxes) {
                throw new BadInputException("a global pooling takes no kernel size; remove it");
            }
            if (!stride.equals(new Pair(1, 1)) || !pad.equals(new Pair(0, 0))) {
                throw new BadInputException("a global pooling takes stride 1 and pad 0 only");
            }
            return Window.square(1, 1, 0);
        }
        return new Window(kernel.h, kernel.w, stride.h, stride.w, pad.h, pad.w, 1, 1);
    }

    /** A value along H and one along W. */
    private record Pair(int h, int w) {
        static Pair of(
                String field, List<Integer> both, boolean byAxis, int h, int w, int otherwise) {
            if (byAxis) {
                if (!both.isEmpty()) {
                    throw new BadInputException(
                            field + " is given twice, with and without _h and _w; give one");
                }
                return new Pair(
                        Dimensions.number(field + "_h", h), Dimensions.number(field + "_w", w));
            }
            Dimensions.numbers(field, both);
            return switch (both.size()) {
                case 0 -> new Pair(otherwise, otherwise);
                case 1 -> new Pair(both.getFirst(), both.getFirst());
                case 2 -> new Pair(both.get(0), both.get(1));
                default ->
                        throw new BadInputException(
                                both.size() + " values of " + field + "; give 1, or 2 for h and w");
            };
        }
    }
}
