package fcn.reference.naive;

import fcn.reference.tensor.Shape;

import java.util.stream.IntStream;

/** Goes through the H×W maps of a tensor; they do not depend on each other and may run at once. */
final class Maps {
    private Maps() {}

    /** What is done for one map. */
    @FunctionalInterface
    interface Loop {
        void run(int n, int c);
    }

    static void forEach(Shape shape, Loop loop) {
        IntStream.range(0, Math.multiplyExact(shape.n(), shape.c()))
                .parallel()
                .forEach(map -> loop.run(map / shape.c(), map % shape.c()));
    }
}
