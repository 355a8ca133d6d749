package fcn.reports.performance;

import fcn.kernels.plan.Plan;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reports.results.Conditions;
import fcn.reports.results.Result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report's text and positions, ready for the template. Positions are shares of the bars' width
 * as {@code 12.34%}.
 *
 * @param facts the summary: name and figure
 * @param machine and other conditions: name and value
 * @param peak where the measured FMA peak's line stands; empty where it was not measured
 * @param sections the layers on which a kernel was timed, or left out
 * @param untimed the others' names
 * @param choices the plan
 */
public record PerformancePage(
        String network,
        String size,
        String intro,
        Map<String, String> facts,
        Map<String, String> machine,
        String command,
        String peak,
        String peakLabel,
        List<Section> sections,
        String untimed,
        List<PlanRow> choices) {
    /** A layer with its kernels. */
    public record Section(
            String layer,
            String shape,
            String descriptor,
            String verdict,
            boolean tie,
            String sharing,
            Row winner,
            List<Bar> bars,
            List<Conditions.LeftOut> leftOut) {}

    /** A layer's line in the table of winners. */
    public record Row(
            String kernel, String milliseconds, String gflops, String share, String margin) {}

    /** A kernel on a layer; {@code kind} is winner, tie or other. */
    public record Bar(
            String kernel,
            String kind,
            String milliseconds,
            String gflops,
            String share,
            String executed,
            String description,
            String width,
            String low,
            String high,
            List<String> forks) {}

    /** What the plan chose for a layer. */
    public record PlanRow(String layer, String kernel, String reason) {}

    /** Lays out contests. */
    public static PerformancePage of(Conditions conditions, List<Contest> contests, Plan plan) {
        double peak = conditions.peakGflops();
        double top =
                1.04
                        * contests.stream()
                                .flatMap(contest -> contest.ranked().stream())
                                .mapToDouble(Result::effectiveGflops)
                                .reduce(Math.max(peak, 1e-3), Math::max);
        List<PlanRow> choices = new ArrayList<>();
        plan.choices()
                .forEach(
                        (layer, choice) ->
                                choices.add(
                                        new PlanRow(
                                                layer, choice.kernel().name(), choice.reason())));
        return new PerformancePage(
                conditions.network(),
                conditions.size().replace("x", " × "),
                intro(conditions, contests),
                facts(conditions, contests),
                machine(conditions),
                conditions.command(),
                peak > 0 ? position(peak / top) : "",
                peak > 0 ? "measured FMA peak, " + Figures.figure(peak) + " GFLOP/s" : "",
                contests.stream()
                        .filter(PerformancePage::concerned)
                        .map(contest -> section(contest, peak, top))
                        .toList(),
                contests.stream()
                        .filter(contest -> !concerned(contest))
                        .map(Contest::layer)
                        .collect(Collectors.joining(", ")),
                choices);
    }

    private static boolean concerned(Contest contest) {
        return contest.winner().isPresent() || !contest.leftOut().isEmpty();
    }

    private static String intro(Conditions conditions, List<Contest> contests) {
        long kernels =
                contests.stream()
                        .flatMap(contest -> contest.ranked().stream())
                        .map(Result::kernel)
                        .distinct()
                        .count();
        return "%d kernels on %d layers, %s profile, %s, %s"
                .formatted(
                        kernels,
                        contests.stream().filter(PerformancePage::concerned).count(),
                        conditions.profile(),
                        conditions.threads() == 1 ? "1 thread" : conditions.threads() + " threads",
                        date(conditions));
    }

    private static String date(Conditions conditions) {
        return conditions.date().replace("T", " ").replace("Z", " UTC");
    }

    private static Map<String, String> facts(Conditions conditions, List<Contest> contests) {
        double milliseconds = 0;
        long flops = 0;
        int timed = 0;
        for (Contest contest : contests) {
            if (contest.winner().isPresent()) {
                milliseconds += contest.winner().get().milliseconds();
                flops += contest.shape().flops();
                timed++;
            }
        }
        double gflops = flops / milliseconds / 1e6;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("winners together", timed == 0 ? "–" : Figures.figure(milliseconds) + " ms");
        facts.put("effective", timed == 0 ? "–" : Figures.figure(gflops) + " GFLOP/s");
        if (conditions.peakGflops() > 0 && timed > 0) {
            facts.put(
                    "of the FMA peak",
                    Figures.decimals(gflops / conditions.peakGflops(), 2) + " ×");
        }
        facts.put("layers timed", timed + " of " + contests.size());
        return facts;
    }

    private static Map<String, String> machine(Conditions conditions) {
        Map<String, String> machine = new LinkedHashMap<>(conditions.machine());
        machine.put("threads", String.valueOf(conditions.threads()));
        if (conditions.peakGflops() > 0) {
            machine.put("FMA peak", Figures.figure(conditions.peakGflops()) + " GFLOP/s, measured");
        }
        machine.put("begun", date(conditions));
        machine.put("took", Figures.duration(conditions.seconds()));
        return machine;
    }

    private static Section section(Contest contest, double peak, double top) {
        List<Result> tied = contest.tied();
        List<Bar> bars = new ArrayList<>();
        for (Result result : contest.ranked()) {
            boolean first = bars.isEmpty();
            String kind =
                    tied.contains(result) || (first && !tied.isEmpty())
                            ? "tie"
                            : first ? "winner" : "other";
            bars.add(bar(result, kind, peak, top));
        }
        return new Section(
                contest.layer(),
                shape(contest.shape()),
                contest.shape().toString(),
                verdict(contest),
                !tied.isEmpty(),
                contest.sameShape().isEmpty()
                        ? ""
                        : "Same shape as "
                                + String.join(", ", contest.sameShape())
                                + ": measured once.",
                contest.winner()
                        .map(winner -> row(contest, winner, peak))
                        .orElse(new Row("not timed", "–", "–", "–", "–")),
                bars,
                contest.leftOut());
    }

    private static Row row(Contest contest, Result winner, double peak) {
        return new Row(
                winner.kernel().name(),
                Figures.figure(winner.milliseconds()),
                Figures.figure(winner.effectiveGflops()),
                peak > 0 ? Figures.percent(winner.effectiveGflops() / peak) : "–",
                contest.tied().isEmpty()
                        ? contest.margin().map(m -> Figures.figure(m) + " ×").orElse("alone")
                        : "tie");
    }

    /** In words: who won by how much, or who tied. */
    static String verdict(Contest contest) {
        if (contest.winner().isEmpty()) {
            return "No kernel was timed.";
        }
        String winner = contest.winner().get().kernel().name();
        List<String> tied = contest.tied().stream().map(result -> result.kernel().name()).toList();
        if (!tied.isEmpty()) {
            return "Tie: the intervals of "
                    + winner
                    + " and "
                    + String.join(", ", tied)
                    + " overlap.";
        }
        return contest.margin()
                .map(
                        margin ->
                                "%s wins, %s times as fast as %s."
                                        .formatted(
                                                winner,
                                                Figures.figure(margin),
                                                contest.ranked().get(1).kernel().name()))
                .orElse(winner + " was the only kernel timed.");
    }

    private static Bar bar(Result result, String kind, double peak, double top) {
        double gflops = result.effectiveGflops();
        double slow = result.effectiveGflops(result.high());
        double fast = Math.min(top, result.effectiveGflops(result.low()));
        double executed = result.executedGflops();
        boolean saves = Math.abs(executed - gflops) > 0.005 * gflops;
        return new Bar(
                result.kernel().name(),
                kind,
                Figures.figure(result.milliseconds()) + " ms",
                Figures.figure(gflops),
                peak > 0 ? Figures.percent(gflops / peak) : "",
                saves ? Figures.figure(executed) + " executed" : "",
                "%s: %s milliseconds, between %s and %s, from %d figures in %d JVMs"
                        .formatted(
                                result.kernel().name(),
                                Figures.figure(result.milliseconds()),
                                Figures.figure(result.low()),
                                Figures.figure(result.high()),
                                result.figures(),
                                result.forks().size())
                        .replace("in 1 JVMs", "in 1 JVM"),
                position(gflops / top),
                position(slow / top),
                position(fast / top),
                result.forks().size() < 2
                        ? List.of()
                        : result.forks().stream()
                                .map(fork -> position(result.effectiveGflops(fork) / top))
                                .toList());
    }

    /** In words: channels, extents, window and work. */
    static String shape(ConvolutionShape shape) {
        Window window = shape.window();
        StringBuilder text = new StringBuilder();
        text.append(shape.ic()).append(" → ").append(shape.oc()).append(" channels, ");
        text.append(shape.ih()).append(" × ").append(shape.iw()).append(" → ");
        text.append(shape.oh()).append(" × ").append(shape.ow()).append(", kernel ");
        text.append(pair(window.kernelH(), window.kernelW()));
        append(text, "stride", window.strideH(), window.strideW(), 1);
        append(text, "pad", window.padH(), window.padW(), 0);
        append(text, "dilation", window.dilationH(), window.dilationW(), 1);
        text.append(shape.group() == 1 ? "" : ", " + shape.group() + " groups");
        text.append(shape.transposed() ? ", transposed; " : "; ");
        return text.append(Figures.figure(shape.flops() / 1e9)).append(" GFLOP").toString();
    }

    private static void append(StringBuilder text, String name, int h, int w, int usual) {
        if (h != usual || w != usual) {
            text.append(", ").append(name).append(' ').append(h == w ? "" + h : pair(h, w));
        }
    }

    private static String pair(int h, int w) {
        return h + " × " + w;
    }

    private static String position(double share) {
        return Figures.decimals(100 * Math.clamp(share, 0, 1), 2) + "%";
    }
}
