package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

/** How far two tensors are apart, and where. */
final class Differences {
    private Differences() {}

    /** Equal bit for bit, but that 0 may be -0. */
    static void assertEqual(Tensor found, Tensor expected) {
        assertWithin(found, expected, 0);
    }

    /** No value is further than {@code bound} from the expected one; NaN is. */
    static void assertWithin(Tensor found, Tensor expected, double bound) {
        Shape s = expected.shape();
        assertThat(found.shape()).isEqualTo(s);
        int worst = 0;
        double largest = 0;
        for (int i = 0; i < found.data().length; i++) {
            double difference = Math.abs((double) found.data()[i] - expected.data()[i]);
            if (!(difference <= largest)) {
                worst = i;
                largest = difference;
            }
        }
        assertThat(largest)
                .as(
                        "at n=%d c=%d y=%d x=%d of %s: %s, not %s",
                        worst / (s.c() * s.h() * s.w()),
                        worst / (s.h() * s.w()) % s.c(),
                        worst / s.w() % s.h(),
                        worst % s.w(),
                        s,
                        found.data()[worst],
                        expected.data()[worst])
                .isLessThanOrEqualTo(bound);
    }
}
