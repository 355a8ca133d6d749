/**
 * What a network's steps take on this machine, found out in a minute or two and kept: a network
 * comes in, {@link fcn.kernels.plan.Costs} go out. For figures to be shown to others, use bench.
 */
package fcn.benchmarks.tuning;
