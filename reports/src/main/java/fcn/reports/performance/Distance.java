package fcn.reports.performance;

import fcn.reference.layer.ConvolutionShape;
import fcn.reports.page.Downloads;
import fcn.reports.results.Conditions;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Result;
import fcn.reports.results.Roof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far a layer's fastest kernel is from the limit, and on what the time goes: the clocked phases
 * of a run, that of the products split into what it would take at the FMA peak and the rest.
 *
 * @param ms of a run while it was clocked
 * @param limit in words: what no program for this algorithm could go below
 */
public record Distance(String layer, String kernel, String ms, String limit, List<Part> parts) {
    /** The phase in which multiply-adds are done. */
    static final String MULTIPLY = "multiply";

    private static final double ALIKE = 1.25;

    private static final Map<String, String> NAMES =
            Map.of(
                    "pack", "packing",
                    "transform_input", "input transform",
                    "transform_weights", "weight transform",
                    "transform_output", "output transform",
                    "store", "bias, ReLU, store");

    /** A stretch of the bar; places and widths are shares as {@code 12.34%}. */
    public record Part(
            String kind, String name, double milliseconds, String share, String x, String width) {}

    /** What a stretch of a bar stands for. */
    record Phase(String layer, String kernel, double run_ms, String phase, double ms) {}

    /** The numbers behind the bars. */
    public static Downloads downloads(List<Distance> distances) {
        List<Phase> phases = new ArrayList<>();
        for (Distance distance : distances) {
            double run = distance.parts.stream().mapToDouble(Part::milliseconds).sum();
            for (Part part : distance.parts) {
                phases.add(
                        new Phase(
                                distance.layer,
                                distance.kernel,
                                run,
                                part.name(),
                                part.milliseconds()));
            }
        }
        return Downloads.of("distance-to-the-limit", Phase.class, phases);
    }

    /** The distances of the layers whose fastest kernel was clocked. */
    static List<Distance> all(
            Conditions conditions, List<Contest> contests, List<PhaseTimes> phases) {
        List<Distance> distances = new ArrayList<>();
        for (Contest contest : contests) {
            contest.winner()
                    .flatMap(winner -> PhaseTimes.find(phases, winner))
                    .ifPresent(times -> distances.add(of(conditions.roof(), contest, times)));
        }
        return distances;
    }

    private static Distance of(Roof roof, Contest contest, PhaseTimes times) {
        Result winner = contest.ranked().getFirst();
        double peakMs =
                roof.fmaGflops() > 0
                        ? winner.kernel().algorithm().executedFlops(winner.shape())
                                / roof.fmaGflops()
                                / 1e6
                        : 0;
        List<Part> parts = new ArrayList<>();
        double total = times.milliseconds();
        double multiply = times.phases().getOrDefault(MULTIPLY, 0.0);
        double ideal = Math.min(multiply, peakMs);
        add(parts, "ideal", "products at the FMA peak", ideal, total);
        add(parts, "slow", "products beyond it", multiply - ideal, total);
        times.phases()
                .forEach(
                        (phase, ms) -> {
                            if (!phase.equals(MULTIPLY)) {
                                add(parts, phase, NAMES.getOrDefault(phase, phase), ms, total);
                            }
                        });
        double clocked = times.phases().values().stream().mapToDouble(x -> x).sum();
        add(
                parts,
                "idle",
                times.phases().isEmpty() ? "this kernel has no clocks" : "in no phase, idle",
                total - clocked,
                total);
        return new Distance(
                contest.layer(),
                winner.kernel().name(),
                Figures.figure(total),
                limit(roof, winner, peakMs) + doubt(total, winner.milliseconds()),
                parts);
    }

    /** The greater of what the operations and what the bytes take at least. */
    private static String limit(Roof roof, Result winner, double peakMs) {
        ConvolutionShape shape = winner.shape();
        double bandwidth = roof.memoryGigabytesPerSecond();
        double bytes =
                shape.input().bytes()
                        + winner.kernel().algorithm().preparedBytes(shape)
                        + shape.output().bytes();
        double memoryMs = bandwidth > 0 ? bytes / bandwidth / 1e6 : 0;
        if (Math.max(peakMs, memoryMs) == 0) {
            return "";
        }
        String memory =
                bandwidth > 0 ? ", its bytes " + Figures.figure(memoryMs) + " ms from memory" : "";
        return "operations take %s ms at the FMA peak%s: %s ms are %s × the limit"
                .formatted(
                        Figures.figure(peakMs),
                        memory,
                        Figures.figure(winner.milliseconds()),
                        Figures.figure(winner.milliseconds() / Math.max(peakMs, memoryMs)));
    }

    /** Says so where the clocked runs were not like the timed ones. */
    private static String doubt(double clocked, double timed) {
        return clocked / timed < ALIKE && timed / clocked < ALIKE
                ? ""
                : "; the clocked runs took %s times as long, so the shares are doubtful"
                        .formatted(Figures.figure(clocked / timed));
    }

    private static void add(List<Part> parts, String kind, String name, double ms, double total) {
        if (ms > 0.002 * total) {
            double before = parts.stream().mapToDouble(Part::milliseconds).sum();
            parts.add(
                    new Part(
                            kind,
                            name,
                            ms,
                            Figures.percent(ms / total),
                            Positions.of(before / total),
                            Positions.of(ms / total)));
        }
    }
}
