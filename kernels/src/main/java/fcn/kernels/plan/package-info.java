/**
 * Which kernel each layer runs with. In: a network, and measured times where there are some; out: a
 * {@link fcn.kernels.plan.Plan} with a reason for each choice. A new kernel is chosen once it is
 * measured; to have it chosen without, name it in {@link fcn.kernels.plan.Ranking}.
 */
package fcn.kernels.plan;
