package fcn.reports.performance;

import fcn.reports.results.Conditions;
import fcn.reports.results.Result;
import fcn.reports.results.Roof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head and the foot of the report.
 *
 * @param intro what was measured, in a line
 * @param facts the figures that matter most, by name
 * @param machine what they were measured on, a line each
 */
public record Summary(
        String network,
        String size,
        String intro,
        Map<String, String> facts,
        Map<String, String> machine,
        String command) {

    static Summary of(Conditions conditions, List<Contest> contests) {
        return new Summary(
                conditions.network(),
                conditions.size().replace("x", " × "),
                intro(conditions, contests),
                facts(conditions, contests),
                machine(conditions),
                conditions.command());
    }

    private static String intro(Conditions conditions, List<Contest> contests) {
        long kernels =
                contests.stream()
                        .flatMap(contest -> contest.ranked().stream())
                        .map(Result::kernel)
                        .distinct()
                        .count();
        return "%d kernels on %d layers, %s profile, %s, %s, commit %s, %s"
                .formatted(
                        kernels,
                        contests.stream().filter(Contest::concerned).count(),
                        conditions.profile(),
                        conditions.threads() == 1 ? "1 thread" : conditions.threads() + " threads",
                        conditions.machine().getOrDefault("processor", "an unknown processor"),
                        conditions.machine().getOrDefault("commit", "unknown"),
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
        conditions
                .roofs()
                .forEach(
                        (threads, roof) ->
                                machine.put(
                                        threads == 1
                                                ? "roofs, 1 thread"
                                                : "roofs, " + threads + " threads",
                                        roof(roof)));
        machine.put("begun", date(conditions));
        machine.put("took", Figures.duration(conditions.seconds()));
        return machine;
    }

    private static String roof(Roof roof) {
        StringBuilder text = new StringBuilder("FMA ").append(Figures.figure(roof.fmaGflops()));
        text.append(" GFLOP/s; reads");
        read(text, "L2", roof.l2GigabytesPerSecond());
        read(text, "L3", roof.l3GigabytesPerSecond());
        read(text, "memory", roof.memoryGigabytesPerSecond());
        return text.append(" GB/s").toString();
    }

    private static void read(StringBuilder text, String name, double gigabytes) {
        if (gigabytes > 0) {
            text.append(' ').append(name).append(' ').append(Figures.figure(gigabytes));
        }
    }
}
