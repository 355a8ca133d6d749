package fcn.benchmarks.command;

import fcn.benchmarks.competition.Competition;
import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.machine.Roofs;
import fcn.reference.network.Network;
import fcn.reports.results.Conditions;
import fcn.reports.results.Convolutional;
import fcn.reports.results.Roof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a measurement that begins now is taken under. */
final class ConditionsHere {
    private ConditionsHere() {}

    /** Measures the machine's roofs, which takes seconds. */
    static Conditions measured(Network network, int threads, String profile, String command) {
        Machine here = Machine.current();
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", here.cpu());
        machine.put("hardware threads", String.valueOf(here.threads()));
        machine.put("vectors", here.vectorBits() + " bits");
        machine.put("JDK", here.jdk());
        machine.put("flags", String.join(" ", Competition.jvmArguments()));
        machine.put("system", here.os());
        machine.put("commit", here.commit());
        Map<Integer, Roof> roofs = Roofs.measured(threads);
        return new Conditions(
                machine,
                threads,
                roofs.get(threads).fmaGflops(),
                network.name(),
                Convolutional.size(network),
                profile,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                0,
                command,
                List.of(),
                roofs);
    }
}
