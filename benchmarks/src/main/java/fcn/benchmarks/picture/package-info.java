/**
 * Pictures from files: paths come in, upright pictures of 8 bits red, green and blue go out, with
 * what was done to make them so. Another format is another plug-in of ImageIO in the build.
 */
package fcn.benchmarks.picture;
