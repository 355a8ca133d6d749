package fcn.kernels.convolution;

import fcn.kernels.region.Region;
import fcn.reference.tensor.Shape;

/**
 * Where an output goes within a map of height × width, of the same images and channels: the pixels
 * of its {@code part}, the first of them to (top, left). Pixels of the map around it are left as
 * they are; pixels of the output beyond the part need not be computed.
 *
 * @param part of the output; all of it but for kernels that {@link ConvolutionKernel#cuts cut}
 * @param store what becomes of the part's values; {@link Store#PUT} but for kernels that cut
 */
public record Placement(int height, int width, int top, int left, Region part, Store store) {
    /** What becomes of a value of the output. */
    public enum Store {
        /** It replaces the map's. */
        PUT,
        /** It is added to the map's: {@code map + output}, each rounded by itself. */
        ADD,
        /**
         * Of a pixel only the channel with the largest value goes to the map, which has but that
         * one channel: the first of equals.
         */
        LABEL
    }

    /** The output is the map. */
    public static Placement whole(Shape output) {
        return of(Region.of(output), Store.PUT);
    }

    /** The part is the map. */
    public static Placement of(Region part, Store store) {
        return new Placement(part.rows().length(), part.columns().length(), 0, 0, part, store);
    }

    /** Within a larger map, its first pixel going to (top, left). */
    public Placement within(int height, int width, int top, int left) {
        return new Placement(height, width, top, left, part, store);
    }

    /** Whether all of the part lies in the map. */
    public boolean fits() {
        return top >= 0
                && left >= 0
                && top + part.rows().length() <= height
                && left + part.columns().length() <= width;
    }
}
