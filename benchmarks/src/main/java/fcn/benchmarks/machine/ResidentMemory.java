package fcn.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that this process has had resident, as Linux tells it. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FORGET = Path.of("/proc/self/clear_refs");

    /** What makes Linux count the peak anew (proc_pid_clear_refs(5)). */
    private static final String PEAK = "5";

    private ResidentMemory() {}

    /** 10⁶ bytes; null where none tells. */
    public static Double peakMegabytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /** Collects garbage and counts the peak anew, so that what was before does not show in it. */
    public static void forgetPeak() {
        System.gc();
        try {
            Files.writeString(FORGET, PEAK);
        } catch (IOException e) {
            // the peak then is that of all that the process did
        }
    }
}
