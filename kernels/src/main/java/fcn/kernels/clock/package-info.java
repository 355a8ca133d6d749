/**
 * Clocks at the borders of a kernel's phases. A kernel says {@code Phase.PACK.begin()} where a task
 * comes to packing and {@link fcn.kernels.clock.Phase#end} where the task ends; a program asks how
 * long each phase took. Off, which is the rule, a phase costs nothing.
 */
package fcn.kernels.clock;
