package fcn.benchmarks.peers;

import java.lang.management.ManagementFactory;
import java.util.List;

/** This JVM, as its launcher started it. */
final class OwnJvm {
    private OwnJvm() {}

    /**
     * Its collector, its heap, how objects lie, when it compiles, and what it kept of earlier runs,
     * as options.
     */
    static List<String> memory() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(
                        option ->
                                option.matches(
                                        "-XX:\\+Use\\w+GC|-XX:-ShrinkHeapInSteps|-Xm[ns].*|-XX:(AOTCache|MarkSweepDeadRatio|ObjectAlignmentInBytes|PretenureSizeThreshold|Tier4\\w+)=.*"))
                .toList();
    }
}
