package fcn.reports.results;

/**
 * What the machine does at most on some number of threads, measured; 0 where it was not.
 *
 * @param fmaGflops multiply-adds from registers, 10⁹ operations a second
 * @param l2GigabytesPerSecond reads from what lies in the second-level caches, 10⁹ bytes a second
 * @param l3GigabytesPerSecond reads from the third-level cache
 * @param memoryGigabytesPerSecond reads from memory
 */
public record Roof(
        double fmaGflops,
        double l2GigabytesPerSecond,
        double l3GigabytesPerSecond,
        double memoryGigabytesPerSecond) {}
