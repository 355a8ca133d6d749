package fcn.kernels.fourier;

import static fcn.kernels.simd.Species.FLOAT;

import jdk.incubator.vector.FloatVector;

/**
 * The one-dimensional transform of T complex vectors in place, T a power of two, by butterflies
 * (Cooley and Tukey, An algorithm for the machine calculation of complex Fourier series, 1965).
 * Forward leaves the frequencies in bit-reversed order, and inverse takes them so; neither scales.
 */
final class FourierPass {
    private final int size;
    private final float[] cosines;
    private final float[] sines;

    FourierPass(int size) {
        this.size = size;
        this.cosines = new float[size / 2];
        this.sines = new float[size / 2];
        for (int j = 0; j < size / 2; j++) {
            cosines[j] = (float) Math.cos(2 * Math.PI * j / size);
            sines[j] = (float) Math.sin(2 * Math.PI * j / size);
        }
    }

    /** Where frequency {@code k} is, and which one is at place {@code k}. */
    int place(int k) {
        return k == 0 ? 0 : Integer.reverse(k) >>> Integer.numberOfLeadingZeros(size - 1);
    }

    /**
     * {@code X_k = sum_x x_x exp(-2πi k x / T)}.
     *
     * @param re where the real part of the first vector is
     * @param im where its imaginary part is
     * @param step floats from one vector to the next
     */
    void forward(float[] data, int re, int im, int step) {
        for (int half = size / 2; half > 0; half /= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                for (int j = 0; j < half; j++) {
                    int turn = j * (size / 2 / half);
                    int at = (start + j) * step;
                    forward(data, re + at, im + at, half * step, cosines[turn], sines[turn]);
                }
            }
        }
    }

    /** {@code a + b} and {@code (a - b) (cos - i sin)}. */
    private static void forward(float[] d, int re, int im, int apart, float cos, float sin) {
        FloatVector ar = FloatVector.fromArray(FLOAT, d, re);
        FloatVector ai = FloatVector.fromArray(FLOAT, d, im);
        FloatVector br = FloatVector.fromArray(FLOAT, d, re + apart);
        FloatVector bi = FloatVector.fromArray(FLOAT, d, im + apart);
        ar.add(br).intoArray(d, re);
        ai.add(bi).intoArray(d, im);
        FloatVector r = ar.sub(br);
        FloatVector i = ai.sub(bi);
        r.mul(cos).add(i.mul(sin)).intoArray(d, re + apart);
        i.mul(cos).sub(r.mul(sin)).intoArray(d, im + apart);
    }

    /** {@code x_x = sum_k X_k exp(2πi k x / T)}. */
    void inverse(float[] data, int re, int im, int step) {
        for (int half = 1; half < size; half *= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                for (int j = 0; j < half; j++) {
                    int turn = j * (size / 2 / half);
                    int at = (start + j) * step;
                    inverse(data, re + at, im + at, half * step, cosines[turn], sines[turn]);
                }
            }
        }
    }

    /** {@code a ± b (cos + i sin)}. */
    private static void inverse(float[] d, int re, int im, int apart, float cos, float sin) {
        FloatVector br = FloatVector.fromArray(FLOAT, d, re + apart);
        FloatVector bi = FloatVector.fromArray(FLOAT, d, im + apart);
        FloatVector r = br.mul(cos).sub(bi.mul(sin));
        FloatVector i = bi.mul(cos).add(br.mul(sin));
        FloatVector ar = FloatVector.fromArray(FLOAT, d, re);
        FloatVector ai = FloatVector.fromArray(FLOAT, d, im);
        ar.add(r).intoArray(d, re);
        ai.add(i).intoArray(d, im);
        ar.sub(r).intoArray(d, re + apart);
        ai.sub(i).intoArray(d, im + apart);
    }
}
