/**
 * The performance report, {@code report.html}: results, their conditions and a plan come in, one
 * self-contained page goes out. {@link fcn.reports.performance.Contest} decides who won, {@link
 * fcn.reports.performance.PerformancePage} turns figures into text, and the template {@code
 * performance.jte} lays the text out; to show another figure, carry it through these three.
 */
package fcn.reports.performance;
