/**
 * The laws that every kernel keeps: one law per file, named as the sentence that it checks.
 *
 * <p>Kernels come from the catalogues and {@link fcn.laws.PoisonedKernel} runs them. Each law
 * sweeps the shapes of {@link fcn.laws.Pairwise}, in which any two levels of kernel size, stride,
 * pad, dilation, groups, tails and the like meet, the smallest first; then random ones of {@link
 * fcn.laws.GeneratedShapes}, as many as one wants ({@code mvn -Pdeep verify -Dtries=100000}). A
 * failing law shrinks its {@link fcn.laws.Trial} and prints the kernel and the shape as the command
 * {@code check} takes them. A new law is one file; a new kernel needs nothing here. Whether the
 * laws have teeth, {@code fcn.mutants} says.
 */
package fcn.laws;
