package fcn.kernels.session;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Work that a session leaves out without changing what it returns. */
public enum Saving {
    /**
     * Computes only what depends on the inputs and is read; the rest, the same for every image, is
     * computed once for each size.
     */
    FRAME,

    /** Pools as it convolves, where a kernel can, instead of in a pass of its own. */
    FUSION,

    /**
     * Runs two layers in turn over bands that stay in a cache, where the map between them is large:
     * saves memory, and time only where memory is slow beside the cores.
     */
    BANDS,

    /**
     * Crops, adds and takes labels as it upsamples, where a kernel can: what is cropped away is not
     * computed, scores of which only labels are wanted are not written.
     */
    UPSAMPLING;

    public static final Set<Saving> ALL = Set.copyOf(EnumSet.allOf(Saving.class));

    /** All but bands. */
    public static final Set<Saving> DEFAULT = without(ALL, BANDS);

    /** What the planner's steps know of. */
    static final Set<Saving> PLANNED = Set.of(FRAME, FUSION);

    /** Some savings without one. */
    static Set<Saving> without(Set<Saving> savings, Saving other) {
        return savings.stream()
                .filter(saving -> saving != other)
                .collect(Collectors.toUnmodifiableSet());
    }
}
