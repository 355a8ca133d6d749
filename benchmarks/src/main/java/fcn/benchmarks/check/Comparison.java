package fcn.benchmarks.check;

import fcn.reference.tensor.Shape;

/**
 * An output beside what the reference says of it.
 *
 * @param error the largest, as a share of the bound, or itself where the bound is 0
 * @param l2 the relative L2 error
 * @param problem the worst output, or empty where all are within the bound
 */
record Comparison(double error, double l2, String problem) {
    /**
     * Compares.
     *
     * @param output N×C×H×W
     * @param bound on an error as a share of {@link Expected#scale}; 0: must be exact
     */
    static Comparison of(Shape shape, float[] output, Expected expected, double bound) {
        for (int i = 0; i < output.length; i++) {
            if (Float.isNaN(output[i])) {
                return new Comparison(Double.NaN, Double.NaN, "NaN at " + place(shape, i));
            }
        }
        double unit = bound == 0 ? 1 : bound * expected.scale();
        double worst = 0;
        double squares = 0;
        double errors = 0;
        String problem = "";
        for (int p = 0; p < expected.pixels().size(); p++) {
            Pixel pixel = expected.pixels().get(p);
            float[] wanted = expected.outputs().get(p);
            for (int o = 0; o < wanted.length; o++) {
                int at =
                        ((pixel.image() * shape.c() + o) * shape.h() + pixel.y()) * shape.w()
                                + pixel.x();
                double difference = Math.abs((double) output[at] - wanted[o]);
                errors += difference * difference;
                squares += (double) wanted[o] * wanted[o];
                double error = difference / unit;
                if (error > worst) {
                    worst = error;
                    problem = output[at] + " instead of " + wanted[o] + " at " + place(shape, at);
                }
            }
        }
        double l2 = squares == 0 ? 0 : Math.sqrt(errors / squares);
        return new Comparison(worst, l2, worst > (bound == 0 ? 0 : 1) ? problem : "");
    }

    private static String place(Shape shape, int index) {
        int x = index % shape.w();
        int y = index / shape.w() % shape.h();
        int c = index / shape.w() / shape.h() % shape.c();
        int n = index / shape.w() / shape.h() / shape.c();
        return "image " + n + ", channel " + c + ", y " + y + ", x " + x;
    }
}
