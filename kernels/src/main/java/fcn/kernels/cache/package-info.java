/** The machine's caches: their sizes, and where their lines begin in an array. */
package fcn.kernels.cache;
