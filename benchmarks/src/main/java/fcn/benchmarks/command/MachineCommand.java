package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.benchmarks.machine.Roofs;
import fcn.benchmarks.machine.RoundTrip;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What the physical limit is here. */
@Command(
        name = "machine",
        header = "Measures this machine's limits: FMA peak, bandwidths.",
        description =
                "What the physical limit is here: multiply-adds from registers, and reads from"
                        + " second- and third-level cache and memory, by threads; and how long a"
                        + " word takes from one thread to another and back.")
final class MachineCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.current();
        PrintWriter out = common.output();
        out.printf("cpu      %s, %d hardware threads%n", machine.cpu(), machine.threads());
        out.printf("system   %s%n", machine.os());
        out.printf("java     %s%n", machine.jdk());
        out.printf("flags    %s%n", String.join("%n         ".formatted(), machine.flags()));
        out.printf("heap     %s at most%n", Units.bytes(machine.heapBytes()));
        out.printf("vectors  %d bits%n", machine.vectorBits());
        out.printf("commit   %s%n%n", machine.commit());
        out.flush();

        Map<String, Double> peak = new LinkedHashMap<>();
        Map<String, Double> l2 = new LinkedHashMap<>();
        Map<String, Double> l3 = new LinkedHashMap<>();
        Map<String, Double> read = new LinkedHashMap<>();
        out.println("threads  FMA peak, GFLOP/s  reads, GB/s: L2      L3  memory");
        Roofs.measure(
                common.threads(),
                (threads, roof) -> {
                    String key = String.valueOf(threads);
                    peak.put(key, roof.fmaGflops());
                    l2.put(key, roof.l2GigabytesPerSecond());
                    l3.put(key, roof.l3GigabytesPerSecond());
                    read.put(key, roof.memoryGigabytesPerSecond());
                    out.printf(
                            "%7d  %17s  %15s  %6s  %6s%n",
                            threads,
                            Units.decimals(roof.fmaGflops(), 1),
                            told(roof.l2GigabytesPerSecond()),
                            told(roof.l3GigabytesPerSecond()),
                            told(roof.memoryGigabytesPerSecond()));
                    out.flush();
                });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("vector_bits", machine.vectorBits());
        result.put("fma_gflops", peak);
        result.put("l2_read_gb_s", l2);
        result.put("l3_read_gb_s", l3);
        result.put("read_gb_s", read);
        if (common.threads() > 1) {
            double trip = RoundTrip.nanoseconds();
            out.printf("%na word to another thread and back: %s ns%n", Units.decimals(trip, 0));
            out.flush();
            result.put("round_trip_ns", trip);
        }
        result.put("machine", machine);
        common.writeJson(result);
        return 0;
    }

    private static String told(double gigabytes) {
        return gigabytes > 0 ? Units.decimals(gigabytes, 1) : "–";
    }
}
