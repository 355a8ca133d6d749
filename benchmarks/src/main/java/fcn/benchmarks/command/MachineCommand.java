package fcn.benchmarks.command;

import fcn.benchmarks.machine.Bandwidth;
import fcn.benchmarks.machine.FmaPeak;
import fcn.benchmarks.machine.Machine;

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
        description =
                "What the physical limit is here: multiply-adds from registers and reads from"
                        + " memory, by threads.")
final class MachineCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.current();
        PrintWriter out = common.output();
        out.printf("cpu      %s, %d hardware threads%n", machine.cpu(), machine.threads());
        out.printf("system   %s%n", machine.os());
        out.printf("java     %s%n", machine.jdk());
        out.printf("flags    %s%n", String.join(" ", machine.flags()));
        out.printf("heap     %s at most%n", Units.bytes(machine.heapBytes()));
        out.printf("vectors  %d bits%n", machine.vectorBits());
        out.printf("commit   %s%n%n", machine.commit());
        out.flush();

        Map<String, Double> peak = new LinkedHashMap<>();
        Map<String, Double> read = new LinkedHashMap<>();
        float[] memory = Bandwidth.memory();
        out.println("threads  FMA peak, GFLOP/s  read, GB/s");
        for (int threads = 1; threads <= common.threads(); threads = next(threads)) {
            double gflops = FmaPeak.gflops(threads);
            double gigabytes = Bandwidth.readGigabytesPerSecond(memory, threads);
            peak.put(String.valueOf(threads), gflops);
            read.put(String.valueOf(threads), gigabytes);
            out.printf(
                    "%7d  %17s  %10s%n",
                    threads, Units.decimals(gflops, 1), Units.decimals(gigabytes, 1));
            out.flush();
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("vector_bits", machine.vectorBits());
        result.put("fma_gflops", peak);
        result.put("read_gb_s", read);
        result.put("machine", machine);
        common.writeJson(result);
        return 0;
    }

    /** 1, 2, 4, … and all of them. */
    private int next(int threads) {
        return threads < common.threads() ? Math.min(2 * threads, common.threads()) : threads + 1;
    }
}
