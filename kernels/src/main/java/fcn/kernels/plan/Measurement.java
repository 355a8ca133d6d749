package fcn.kernels.plan;

import fcn.kernels.Kernel;

/**
 * What one run of a kernel on a layer took.
 *
 * @param layer the layer's name
 * @param milliseconds the mean time of a run
 * @param low lower end of its confidence interval, in milliseconds
 * @param high upper end of its confidence interval, in milliseconds
 */
public record Measurement(
        String layer, Kernel kernel, double milliseconds, double low, double high) {}
