package fcn.reports.browser;

import java.util.List;
import java.util.Map;

/** The ways in which people look at a page. */
public enum View {
    LIGHT(1280, 900, "light"),
    DARK(1280, 900, "dark"),
    NARROW(360, 740, "light"),
    NARROW_DARK(360, 740, "dark");

    /** In CSS pixels. */
    public final int width;

    /** In CSS pixels. */
    public final int height;

    private final String scheme;

    View(int width, int height, String scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    /** For the browser's Emulation.setDeviceMetricsOverride. */
    Map<String, Object> metrics() {
        return Map.of(
                "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500);
    }

    /** For the browser's Emulation.setEmulatedMedia. */
    Map<String, Object> media(String medium, boolean reducedMotion) {
        return Map.of(
                "media",
                medium,
                "features",
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", scheme),
                        Map.of(
                                "name",
                                "prefers-reduced-motion",
                                "value",
                                reducedMotion ? "reduce" : "no-preference")));
    }
}
