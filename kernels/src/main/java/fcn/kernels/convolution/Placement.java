package fcn.kernels.convolution;

import fcn.reference.tensor.Shape;

/**
 * Where an output goes within a larger map of height × width, of the same images and channels: its
 * pixel (0, 0) to (top, left). Pixels of the map around it are left as they are.
 */
public record Placement(int height, int width, int top, int left) {
    /** The output is the map. */
    public static Placement whole(Shape output) {
        return new Placement(output.h(), output.w(), 0, 0);
    }

    /** Whether all of the output lies in the map. */
    public boolean holds(Shape output) {
        return top >= 0 && left >= 0 && top + output.h() <= height && left + output.w() <= width;
    }
}
