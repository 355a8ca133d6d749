package fcn.benchmarks.command;

import fcn.benchmarks.statistics.Median;
import fcn.reference.tensor.Shape;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network and its layers took: for a terminal and for a program.
 *
 * @param whole milliseconds of each timed run
 * @param outside of them, in no layer
 * @param prepare milliseconds until the session was ready
 * @param first milliseconds of the run after that
 * @param sinceCalled milliseconds from the call of the program to the end of that run
 * @param peakMegabytes the most memory resident, 10⁶ bytes; null where none tells
 * @param perRun bytes that a run takes from the heap
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NetworkTimes(
        String network,
        Map<String, Shape> inputs,
        int threads,
        String weights,
        double[] whole,
        double[] outside,
        double prepare,
        double first,
        long sinceCalled,
        Double peakMegabytes,
        long perRun,
        List<NetworkTimes.Line> lines) {
    /**
     * A layer's median.
     *
     * @param alone_ms where it runs by itself, time and again
     * @param planned_ms by what the plan rests on; null where that is not known
     */
    record Line(
            String layer,
            String kernel,
            double median_ms,
            long flops,
            double alone_ms,
            Double planned_ms) {}

    void print(PrintWriter out) {
        Table table = new Table("layer", "kernel", ">ms", ">GFLOP/s", ">alone ms", ">planned ms");
        for (Line line : lines) {
            double rate = line.flops / line.median_ms / 1e6;
            table.row(
                    line.layer,
                    line.kernel,
                    Units.decimals(line.median_ms, 2),
                    line.flops == 0 ? "" : Units.decimals(rate, 1),
                    Units.decimals(line.alone_ms, 2),
                    line.planned_ms == null ? "" : Units.decimals(line.planned_ms, 2));
        }
        out.print(table.aligned());
        out.printf(
                "%n%s on %s, %d threads,%nweights %s%n"
                        + "network %s ms (%s to %s, timed runs: %d), prepared in %s ms,%n"
                        + "first run %s ms, its result %s ms after the program was called,%n"
                        + "peak memory %s, allocated in a run %s%n",
                network,
                inputs,
                threads,
                weights,
                Units.decimals(median(), 1),
                Units.decimals(least(), 1),
                Units.decimals(most(), 1),
                whole.length,
                Units.decimals(prepare, 0),
                Units.decimals(first, 0),
                sinceCalled,
                peakMegabytes == null ? "unavailable" : Units.decimals(peakMegabytes, 0) + " MB",
                Units.bytes(perRun));
        out.printf(
                "layers together %s ms by their medians, in none of them %s ms of a run;%n"
                        + "each alone, with its values in the caches, %s ms%s%n",
                Units.decimals(layers(), 1),
                Units.decimals(Median.of(outside), 1),
                Units.decimals(alone(), 1),
                byThePlan());
        out.flush();
    }

    private String byThePlan() {
        Double planned = planned();
        return planned == null
                ? ""
                : "%nby the plan %s ms, %s%% off the network"
                        .formatted(
                                Units.decimals(planned, 1),
                                Units.decimals(100 * Math.abs(planned / median() - 1), 1));
    }

    private double median() {
        return Median.of(whole);
    }

    private double least() {
        return Arrays.stream(whole).min().orElseThrow();
    }

    private double most() {
        return Arrays.stream(whole).max().orElseThrow();
    }

    private double layers() {
        return lines.stream().mapToDouble(Line::median_ms).sum();
    }

    private double alone() {
        return lines.stream().mapToDouble(Line::alone_ms).sum();
    }

    private Double planned() {
        return lines.stream().anyMatch(line -> line.planned_ms == null)
                ? null
                : Double.valueOf(lines.stream().mapToDouble(Line::planned_ms).sum());
    }

    Map<String, Object> json() {
        Map<String, Double> milliseconds = new LinkedHashMap<>();
        milliseconds.put("min", least());
        milliseconds.put("median", median());
        milliseconds.put("max", most());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("layers_ms", layers());
        result.put("outside_ms", Median.of(outside));
        result.put("alone_ms", alone());
        result.put("planned_ms", planned());
        result.put("threads", threads);
        result.put("runs", whole.length);
        result.put("network_ms", milliseconds);
        result.put("prepare_ms", prepare);
        result.put("first_ms", first);
        result.put("first_result_ms", sinceCalled);
        result.put("peak_rss_mb", peakMegabytes);
        result.put("bytes_per_run", perRun);
        result.put("layers", lines);
        return result;
    }
}
