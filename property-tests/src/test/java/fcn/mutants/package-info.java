/**
 * Do the laws have teeth? Kernels' bytecode is changed at one place at a time, as by a slip of the
 * hand, and the laws are tried on what results: a mutant that none of them fails survives.
 *
 * <p>In: a number of mutants, drawn by a fixed seed from all that there are, and {@code
 * equivalent-mutants.txt}, which names those that compute the same, with the reason. Out: a line
 * for each survivor, and the share that died. {@code mvn -Pmutants verify} runs it; a new law that
 * a single trial can break gets a line in {@link fcn.laws.SingleLaws}, a new kind of slip a case in
 * {@link fcn.mutants.Slip}.
 */
package fcn.mutants;
