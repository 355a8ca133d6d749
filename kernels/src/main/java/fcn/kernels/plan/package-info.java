/**
 * Which kernel each layer runs with. In: a network, and what its steps take ({@link
 * fcn.kernels.plan.Costs}); out: the cheapest {@link fcn.kernels.plan.Plan}, by {@link
 * fcn.kernels.plan.PlanSearch}, with the evidence that it is, or {@link fcn.kernels.plan.Ranking}'s
 * where nothing was measured. A new kernel is chosen once it is measured; to have it chosen
 * without, name it in the ranking.
 *
 * <p>{@link fcn.kernels.plan.CostModel} turns a network into a graph of choices; a session's steps
 * under a plan are what it adds up. {@link fcn.kernels.plan.LimitedSearch} keeps within limits of
 * memory and error.
 */
package fcn.kernels.plan;
