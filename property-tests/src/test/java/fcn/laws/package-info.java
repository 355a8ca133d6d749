/**
 * The laws that every kernel keeps: one law per file, named as the sentence that it checks.
 *
 * <p>Kernels come from the catalogues, shapes from {@link fcn.laws.GeneratedShapes}, and {@link
 * fcn.laws.PoisonedKernel} runs one on the other. A failing law shrinks its {@link fcn.laws.Trial}
 * and prints the kernel and the shape as the command {@code check} takes them. A new law is one
 * file; a new kernel needs nothing here.
 */
package fcn.laws;
