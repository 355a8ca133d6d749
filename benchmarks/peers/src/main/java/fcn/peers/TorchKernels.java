package fcn.peers;

import fcn.reference.layer.Window;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;

/**
 * The operators by which PyTorch's own compiler runs a convolution on a CPU: weights packed
 * beforehand, bias and ReLU fused. They have no bindings but through the dispatcher.
 */
final class TorchKernels {
    private static final OperatorHandle PACK = find("mkldnn::_reorder_convolution_weight");
    private static final OperatorHandle CONVOLVE = find("mkldnn::_convolution_pointwise");

    private TorchKernels() {}

    private static OperatorHandle find(String name) {
        return Dispatcher.singleton().findSchemaOrThrow(name, "");
    }

    /** Weights in oneDNN's layout. */
    static Tensor pack(Tensor weights, Window w, int group) {
        return call(
                PACK,
                new IValue(weights),
                integers(PACK, 1, w.padH(), w.padW()),
                integers(PACK, 2, w.strideH(), w.strideW()),
                integers(PACK, 3, w.dilationH(), w.dilationW()),
                new IValue((long) group),
                new IValue());
    }

    /** A convolution, its bias and its ReLU. */
    static Tensor convolve(
            Tensor input, Tensor packed, Tensor bias, Window w, int group, boolean relu) {
        return call(
                CONVOLVE,
                new IValue(input),
                new IValue(packed),
                bias == null ? new IValue() : new IValue(bias),
                integers(CONVOLVE, 3, w.padH(), w.padW()),
                integers(CONVOLVE, 4, w.strideH(), w.strideW()),
                integers(CONVOLVE, 5, w.dilationH(), w.dilationW()),
                new IValue((long) group),
                new IValue(relu ? "relu" : "none"),
                integers(CONVOLVE, 8),
                new IValue(""));
    }

    /** A list of the type that the operator's argument has. */
    private static IValue integers(OperatorHandle operator, int argument, int... numbers) {
        GenericList list =
                new GenericList(
                        operator.schema()
                                .arguments()
                                .getPointer(argument)
                                .type()
                                .get()
                                .containedType(0));
        for (int number : numbers) {
            list.push_back(new IValue((long) number));
        }
        return new IValue(list);
    }

    private static Tensor call(OperatorHandle operator, IValue... arguments) {
        IValueVector stack = new IValueVector();
        for (IValue argument : arguments) {
            stack.push_back(argument);
        }
        operator.callBoxed(stack);
        return new Tensor(stack.get(0).toTensor()); // not the one in the stack, which is freed
    }
}
