package fcn.reports.plan;

import java.util.ArrayList;
import java.util.List;

/** On what the times behind a plan were measured. */
public record Origin(String processor, String jdk, int vectorBits, int threads) {
    /** What this has and another has not, for people. */
    List<String> differences(Origin other) {
        List<String> differences = new ArrayList<>();
        if (!processor.equals(other.processor)) {
            differences.add("%s, not %s".formatted(processor, other.processor));
        }
        if (!jdk.equals(other.jdk)) {
            differences.add("JDK %s, not %s".formatted(jdk, other.jdk));
        }
        if (vectorBits != other.vectorBits) {
            differences.add("vectors of %d bits, not %d".formatted(vectorBits, other.vectorBits));
        }
        if (threads != other.threads) {
            differences.add("%d threads, not %d".formatted(threads, other.threads));
        }
        return differences;
    }
}
