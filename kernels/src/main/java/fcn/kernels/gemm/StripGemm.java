package fcn.kernels.gemm;

import static fcn.kernels.gemm.MicroKernel.ZEROS;
import static fcn.kernels.gemm.StripKernel.COLUMNS;
import static fcn.kernels.gemm.StripKernel.ROWS;
import static fcn.kernels.gemm.StripKernel.STRIP;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.cache.Prefetch;
import fcn.kernels.layout.Layout;

/**
 * {@code C = A B} with B packed beforehand into panels of {@link StripKernel#COLUMNS} columns, A in
 * planes of 64 columns, C in planes of 16; see {@link MacroKernel#STRIPS}. 64 k are multiplied at a
 * time (KC): a panel of B then takes 4 KB at 256 bits, 16 KB at 512. While they are, the next is
 * asked for: some lines before each micro-kernel or, where there are few rows to pay for it, in its
 * loop.
 */
final class StripGemm {
    private static final int PANEL = STRIP * COLUMNS;

    /** A micro-kernel's loop asks for lines in so many parts of a panel in turn, */
    static final int STREAMS = 4;

    /** so many floats apart, at 512 bits a page: more lines come at once. */
    static final int STREAM = PANEL / STREAMS;

    /** Lines that are asked for at once. */
    private static final int FEW_LINES = 16;

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
            int cPlane,
            boolean accumulate) {
        for (int panel = 0; panel < panels; panel++) {
            int cPanel = cFrom + PackedGemm.column(panel * COLUMNS, cPlane);
            for (int strip = 0; strip < strips; strip++) {
                int aStrip = aFrom + strip * aPlane;
                int bStrip = bFrom + panel * bPanel + strip * PANEL;
                boolean add = accumulate || strip > 0;
                float[] d = add ? c : ZEROS;
                int dPanel = add ? cPanel : CacheLine.START;
                int dRow = add ? Layout.BLOCK : 0;
                int dPlane = add ? cPlane : 0;
                boolean last = strip + 1 == strips && panel + 1 == panels;
                int next = strip + 1 < strips ? bStrip + PANEL : bFrom + (panel + 1) * bPanel;
                int share = last || !Prefetch.USEFUL ? 0 : Math.ceilDiv(PANEL, rows / ROWS);
                int end = next + PANEL;
                int step = share > FEW_LINES * CacheLine.FLOATS ? Math.ceilDiv(share, STRIP) : 0;
                int lines = step > 0 ? 0 : Math.ceilDiv(share, CacheLine.FLOATS);
                int asked = STRIP / STREAMS * step;
                int lastAhead = next + STREAM - asked;
                for (int row = 0; row < rows; row += ROWS) {
                    int few = next + lines * CacheLine.FLOATS;
                    Prefetch.lines(b, next, Math.min(few, end));
                    StripKernel.multiply(
                            a,
                            aStrip + row * STRIP,
                            b,
                            bStrip,
                            c,
                            cPanel + row * Layout.BLOCK,
                            cPlane,
                            d,
                            dPanel + row * dRow,
                            dPlane,
                            Math.min(next, lastAhead),
                            step);
                    next = few + asked;
                }
            }
        }
    }
}
