package fcn.kernels.plan;

import fcn.kernels.layout.Layout;

import java.util.ArrayList;
import java.util.List;

/**
 * One reading of a layer that works in its inputs' layout where they agree, in NCHW elsewhere.
 *
 * @param works the layout in which the layer works
 * @param before whether all readings before this one found blocks of channels
 * @param found what this one finds
 */
record Agreement(Layout works, boolean before, Layout found) {
    private boolean after() {
        return before && found == Layout.NCHW16C;
    }

    /**
     * What is possible.
     *
     * @param blocks whether the layer can work on blocks of channels
     */
    static List<Agreement> states(boolean first, boolean last, boolean blocks) {
        List<Agreement> states = new ArrayList<>();
        for (Layout works : Layout.values()) {
            for (Layout found : Layout.values()) {
                for (boolean before : first ? new boolean[] {true} : new boolean[] {true, false}) {
                    Agreement state = new Agreement(works, before, found);
                    boolean blocked = state.after() && blocks;
                    if (!last || blocked == (works == Layout.NCHW16C)) {
                        states.add(state);
                    }
                }
            }
        }
        return states;
    }

    /** 0 where two readings, one after the other, go together. */
    static double[][] links(List<Agreement> first, List<Agreement> second) {
        double[][] links = new double[first.size()][second.size()];
        for (int i = 0; i < links.length; i++) {
            for (int j = 0; j < links[i].length; j++) {
                Agreement a = first.get(i);
                Agreement b = second.get(j);
                boolean fit = a.works == b.works && a.after() == b.before;
                links[i][j] = fit ? 0 : Double.POSITIVE_INFINITY;
            }
        }
        return links;
    }
}
