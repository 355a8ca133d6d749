package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.reference.network.Network;
import fcn.reports.page.Made;
import fcn.reports.results.Conditions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What made a page: network, weights, engine, machine, commit. */
final class Provenance {
    private Provenance() {}

    private static final String COMMAND_LINE = "java -jar benchmarks/target/benchmarks.jar ";

    /** How to make it again. */
    static String command(String arguments) {
        return COMMAND_LINE + arguments;
    }

    /** Of a page that nothing was run for. */
    static Made of(String command) {
        return new Made(List.of(), build(), command(command));
    }

    /** Of a page on two measurements. */
    static Made of(Conditions a, Conditions b, String command) {
        Map<String, String> by = new LinkedHashMap<>();
        side(by, "A", a);
        side(by, "B", b);
        by.put("drawn by commit", Machine.current().commit());
        return new Made(List.of(), by, command(command));
    }

    private static void side(Map<String, String> by, String name, Conditions conditions) {
        Map<String, String> machine = conditions.machine();
        by.put(name + ", commit", machine.getOrDefault("commit", "unknown"));
        by.put(
                name + ", measured on",
                "%s, vectors of %s, %s, JDK %s, begun %s"
                        .formatted(
                                machine.getOrDefault("processor", "an unknown processor"),
                                machine.getOrDefault("vectors", "unknown width"),
                                conditions.threads() == 1
                                        ? "1 thread"
                                        : conditions.threads() + " threads",
                                machine.getOrDefault("JDK", "unknown"),
                                conditions.date()));
        by.put(name + ", by", conditions.command());
    }

    private static Map<String, String> build() {
        Machine machine = Machine.current();
        Map<String, String> by = new LinkedHashMap<>();
        by.put("machine", machine.cpu() + ", vectors of " + machine.vectorBits() + " bits");
        by.put("JDK", machine.jdk());
        by.put("commit", machine.commit());
        return by;
    }

    /** Of a page on a network; {@code command} with files by name alone. */
    static Made of(Network network, CommonOptions common, String command) {
        Map<String, String> by = new LinkedHashMap<>();
        by.put("network", network.name());
        by.put("weights", common.isSynthetic() ? common.weightsName() : common.weightsFile());
        by.put(
                "engine",
                common.engine == CommonOptions.EngineChoice.REFERENCE
                        ? "the reference's plain loops"
                        : "a plan of fast kernels");
        by.put("threads", String.valueOf(common.threads()));
        by.putAll(build());
        return new Made(
                common.isSynthetic()
                        ? List.of(
                                "The weights are synthetic, by formula and trained on nothing:"
                                        + " right for looking at the machinery, not at the labels.")
                        : List.of(),
                by,
                command(command + common.options()));
    }
}
