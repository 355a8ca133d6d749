/**
 * Convolution arithmetic in pictures. In: a shape. Out: a page in which the kernel walks over a
 * miniature of it ({@link fcn.reports.explain.Walk}).
 */
package fcn.reports.explain;
