/**
 * Which part of a feature map depends on which part of another: interval arithmetic along each axis
 * for every layer. In: layers and shapes. Out: {@link fcn.kernels.region.Region}s. FCN-8s pads its
 * image by 100 on every side, so that much of its maps is the same for every image.
 */
package fcn.kernels.region;
