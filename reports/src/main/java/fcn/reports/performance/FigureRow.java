package fcn.reports.performance;

import fcn.kernels.plan.Plan;
import fcn.reference.layer.ConvolutionShape;
import fcn.reports.results.Conditions;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Result;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of one kernel on one layer, as numbers: what the page's tables show and its
 * downloads hold. The names of the components are the downloads' columns.
 *
 * @param verdict {@code winner}, {@code tie} with the fastest, or {@code other}
 * @param planned whether the plan chose it
 * @param times_fastest its time over the fastest kernel's on the layer
 * @param share_of_peak of the measured FMA peak, by effective operations; null where unknown
 * @param workspace_bytes scratch memory of a run; null where it was not measured
 * @param workspace_bound_bytes what the kernel declares that a run takes at most
 * @param prepared_bytes weights and tables kept between runs
 * @param flops_per_byte executed operations for each byte of input, prepared weights and output
 */
public record FigureRow(
        String layer,
        String kernel,
        String shape,
        int threads,
        String verdict,
        boolean planned,
        double ms,
        double low_ms,
        double high_ms,
        int figures,
        List<Double> forks_ms,
        double times_fastest,
        double effective_gflops,
        double executed_gflops,
        Double share_of_peak,
        Long workspace_bytes,
        long workspace_bound_bytes,
        long prepared_bytes,
        double flops_per_byte,
        String command) {

    /** Every kernel that was timed, layer by layer, the fastest first. */
    static List<FigureRow> all(
            Conditions conditions, List<Contest> contests, Plan plan, List<PhaseTimes> phases) {
        List<FigureRow> rows = new ArrayList<>();
        for (Contest contest : contests) {
            Plan.Choice choice = plan.choices().get(contest.layer());
            for (Result result : contest.ranked()) {
                boolean planned = choice != null && choice.kernel().equals(result.kernel());
                Long workspace =
                        PhaseTimes.find(phases, result)
                                .map(PhaseTimes::workspaceBytes)
                                .orElse(null);
                rows.add(of(conditions, contest, result, planned, workspace));
            }
        }
        return rows;
    }

    private static FigureRow of(
            Conditions conditions,
            Contest contest,
            Result result,
            boolean planned,
            Long workspace) {
        double peak = conditions.peakGflops();
        ConvolutionShape shape = result.shape();
        long prepared = result.kernel().algorithm().preparedBytes(shape);
        return new FigureRow(
                contest.layer(),
                result.kernel().name(),
                shape.toString(),
                result.threads(),
                contest.standing(result),
                planned,
                result.milliseconds(),
                result.low(),
                result.high(),
                result.figures(),
                result.forks(),
                result.milliseconds() / contest.ranked().getFirst().milliseconds(),
                result.effectiveGflops(),
                result.executedGflops(),
                peak > 0 ? result.effectiveGflops() / peak : null,
                workspace,
                result.kernel().algorithm().workspaceBytes(shape, result.threads()),
                prepared,
                (double) result.kernel().algorithm().executedFlops(shape)
                        / (shape.input().bytes() + prepared + shape.output().bytes()),
                command(result));
    }

    /** The workspace in words, {@code ≤} before a bound. */
    public String workspace() {
        return workspace_bytes == null
                ? "≤ " + megabytes(workspace_bound_bytes)
                : megabytes(workspace_bytes);
    }

    /** {@code 12.3 MB}, {@code none}. */
    public static String megabytes(long bytes) {
        return bytes == 0 ? "none" : Figures.figure(bytes / 1e6) + " MB";
    }

    private static String command(Result result) {
        return "java -jar benchmarks/target/benchmarks.jar jmh %s -p kernel=%s -p shape=%s -p threads=%d"
                .formatted(
                        result.shape().transposed()
                                ? "TransposedConvolutionBenchmark.run"
                                : "'\\.ConvolutionBenchmark.run'",
                        result.kernel().name(),
                        result.shape(),
                        result.threads());
    }
}
