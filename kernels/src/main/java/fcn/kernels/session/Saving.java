package fcn.kernels.session;

import java.util.EnumSet;
import java.util.Set;

/** Work that a session leaves out without changing what it returns. */
public enum Saving {
    /**
     * Computes only what depends on the inputs and is read; the rest, the same for every image, is
     * computed once for each size.
     */
    FRAME;

    public static final Set<Saving> ALL = Set.copyOf(EnumSet.allOf(Saving.class));
}
