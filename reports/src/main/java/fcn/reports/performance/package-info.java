/**
 * The performance report, {@code report.html}: results, their conditions, clocked phases and a plan
 * come in, one self-contained page goes out. {@link fcn.reports.performance.Contest} decides who
 * won, {@link fcn.reports.performance.FigureRow} holds the numbers (the downloads are these), one
 * record for each section turns them into text and places ({@link
 * fcn.reports.performance.LayerSection}, {@link fcn.reports.performance.HeatMap}, {@link
 * fcn.reports.performance.Roofline}, {@link fcn.reports.performance.Distance}, {@link
 * fcn.reports.performance.ScatterGather}, {@link fcn.reports.performance.PlanRow}, {@link
 * fcn.reports.performance.PeerSection}), and a template of the same name under {@code
 * jte/performance} lays it out. To add a section: a record, a template, a line in {@link
 * fcn.reports.performance.PerformancePage} and in {@code performance.jte}.
 */
package fcn.reports.performance;
