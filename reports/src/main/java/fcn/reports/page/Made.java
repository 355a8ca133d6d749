package fcn.reports.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What made a page.
 *
 * @param remarks what a reader must know first, such as that weights are synthetic
 * @param by network, weights, machine, commit and so on, a line each
 * @param command what makes the page again
 */
public record Made(List<String> remarks, Map<String, String> by, String command) {
    public Made {
        remarks = List.copyOf(remarks);
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
    }
}
