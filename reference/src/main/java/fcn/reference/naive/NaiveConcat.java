package fcn.reference.naive;

import fcn.reference.layer.Concat;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.List;

/** Each input copied behind the one before it along the axis. */
final class NaiveConcat {
    private NaiveConcat() {}

    static Tensor forward(Concat concat, List<Tensor> inputs, Shape shape) {
        Tensor out = Tensor.zeros(shape);
        int[] start = new int[4];
        for (Tensor in : inputs) {
            Shape s = in.shape();
            for (int n = 0; n < s.n(); n++) {
                for (int c = 0; c < s.c(); c++) {
                    for (int y = 0; y < s.h(); y++) {
                        for (int x = 0; x < s.w(); x++) {
                            float value = in.at(n, c, y, x);
                            out.set(start[0] + n, start[1] + c, start[2] + y, start[3] + x, value);
                        }
                    }
                }
            }
            start[concat.axis()] += s.axis(concat.axis());
        }
        return out;
    }
}
