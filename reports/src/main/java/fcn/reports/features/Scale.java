package fcn.reports.features;

import java.util.Locale;

/** Which values the ends of a colour map stand for. */
public enum Scale {
    /** Those of each map: the patterns of all maps show, their strengths cannot be compared. */
    MAP,
    /** Those of the whole blob: what is brighter is more. */
    COMMON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
