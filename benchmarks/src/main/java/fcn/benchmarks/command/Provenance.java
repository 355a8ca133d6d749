package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.reference.network.Network;
import fcn.reports.page.Made;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What made a page: network, weights, engine, machine, commit. */
final class Provenance {
    private Provenance() {}

    private static final String COMMAND_LINE = "java -jar benchmarks/target/benchmarks.jar ";

    /** Of a page on a network; {@code command} with files by name alone. */
    static Made of(Network network, CommonOptions common, String command) {
        Machine machine = Machine.current();
        Map<String, String> by = new LinkedHashMap<>();
        by.put("network", network.name());
        by.put("weights", common.isSynthetic() ? common.weightsName() : common.weightsFile());
        by.put(
                "engine",
                common.engine == CommonOptions.EngineChoice.REFERENCE
                        ? "the reference's plain loops"
                        : "a plan of fast kernels");
        by.put("machine", machine.cpu() + ", vectors of " + machine.vectorBits() + " bits");
        by.put("threads", String.valueOf(common.threads()));
        by.put("JDK", machine.jdk());
        by.put("commit", machine.commit());
        String model = common.options();
        return new Made(
                common.isSynthetic()
                        ? List.of(
                                "The weights are synthetic, by formula and trained on nothing:"
                                        + " right for looking at the machinery, not at the labels.")
                        : List.of(),
                by,
                COMMAND_LINE + command + model);
    }
}
