/**
 * The machine's caches: their sizes, where their lines begin in an array, and how to ask for them.
 */
package fcn.kernels.cache;
