package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel6x4.ROWS;
import static fcn.kernels.gemm.MicroKernel6x4.STRIP;
import static fcn.kernels.gemm.MicroKernel6x4.VECTORS;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.layout.Layout;

/**
 * {@code C = A B} with B packed beforehand into panels of four vectors, A in planes of 64 columns,
 * C in planes of 16, for machines with 32 registers; see {@link MacroKernel#STRIPS}. 64 k are
 * multiplied at a time (KC): a panel of B then takes 16 KB at 512 bits.
 */
final class StripGemm {
    static final int COLUMNS = VECTORS * LANES;

    private StripGemm() {}

    /** See {@link MacroKernel#multiply}. */
    static void multiply(
            float[] a,
            int aFrom,
            int aPlane,
            int rows,
            int strips,
            float[] b,
            int bFrom,
            int bPanel,
            int panels,
            float[] c,
            int cFrom,
            int cPlane) {
        for (int panel = 0; panel < panels; panel++) {
            int cPanel = cFrom + panel * COLUMNS / Layout.BLOCK * cPlane;
            for (int strip = 0; strip < strips; strip++) {
                int aStrip = aFrom + strip * aPlane;
                int bStrip = bFrom + panel * bPanel + strip * STRIP * COLUMNS;
                for (int row = 0; row < rows; row += ROWS) {
                    MicroKernel6x4.multiply(
                            a,
                            aStrip + row * STRIP,
                            b,
                            bStrip,
                            c,
                            cPanel + row * Layout.BLOCK,
                            cPlane,
                            strip > 0);
                }
            }
        }
    }
}
