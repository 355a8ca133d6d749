package fcn.reports.comparison;

import fcn.reports.results.Conditions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether two runs may be compared: apples with apples. */
public final class Alike {
    /** Of the machine's lines those without which a ratio says nothing about the code. */
    private static final List<String> MACHINE =
            List.of("processor", "hardware threads", "vectors", "JDK");

    private Alike() {}

    /** What differs, a line each: {@code vectors: 512 bits, not 256 bits}. */
    public static List<String> differences(Conditions first, Conditions second) {
        List<String> differences = new ArrayList<>();
        for (String name : MACHINE) {
            Map<String, String> one = first.machine();
            Map<String, String> other = second.machine();
            add(differences, name, one.get(name), other.get(name));
        }
        add(
                differences,
                "threads",
                String.valueOf(first.threads()),
                String.valueOf(second.threads()));
        return differences;
    }

    private static void add(List<String> differences, String name, String one, String other) {
        if (!Objects.equals(one, other)) {
            differences.add(name + ": " + told(one) + ", not " + told(other));
        }
    }

    private static String told(String value) {
        return value == null ? "unknown" : value;
    }
}
